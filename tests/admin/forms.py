"""What a browser would send back: every field of every form on a page, as it stands there."""

from lxml import html


def filled(response, form_id=None, **changes):
    """The fields of one form of a page, some of them changed; without ``form_id``, of its only one."""
    page = html.fromstring(response.content.decode())
    forms = page.xpath(f"//form[@id='{form_id}']" if form_id else "//main//form[@method='post']")
    assert len(forms) == 1, [form.get("id") for form in forms]
    values = {name: value for name, value in forms[0].form_values() if name != "csrfmiddlewaretoken"}
    for area in forms[0].xpath(".//textarea"):  # a browser leaves out the line end after the tag
        values[area.name] = values[area.name].removeprefix("\n")
    return values | changes


def messages_of(response):
    """The sentences that the page shows as messages."""
    page = html.fromstring(response.content.decode())
    return [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='messagelist']/li")]


def errors_of(response):
    """The sentences beside the fields and above the form."""
    page = html.fromstring(response.content.decode())
    return [" ".join(li.text_content().split()) for li in page.xpath("//ul[contains(@class,'errorlist')]/li")]
