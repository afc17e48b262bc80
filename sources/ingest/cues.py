"""What the furniture of a page says.

Pages in English say the same few hundred things round their articles: share this, sign up, cookies,
read more, comments, photo credits, agencies, editors' notes. The phrases here come from the habits of
newspapers, agencies and blogs at large. A cue is evidence, not proof: its weight falls where it stands
inside a long paragraph, because reports speak about cookies and newsletters too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sources.ingest.ballot import Vote
from sources.vocabulary import Kind

BOILERPLATE = Kind.BOILERPLATE


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern on the lower-cased line, what it speaks for, and in how long a line it still speaks."""

    kind: Kind
    weight: float
    reason: str
    pattern: re.Pattern[str]
    longest: int = 60  # words
    fades: bool = True  # whether it says less in a longer line


def _cue(
    kind: Kind, weight: float, reason: str, *patterns: str, longest: int = 60, fades: bool = True
) -> Cue:
    return Cue(
        kind, weight, reason, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)), longest, fades
    )


# What newspapers call themselves.
NEWSPAPERS = (
    "times|gazette|mercury|herald|post|news|courier|telegraph|chronicle|journal"
    "|tribune|standard|observer|star|express|"
    "mail|daily|weekly|review|ledger|press|record|examiner|sun|mirror|guardian"
    "|independent|echo|argus|advertiser|"
    "bulletin|dispatch|globe|inquirer|enquirer|register|sentinel|monitor|leader|voice"
    "|citizen|recorder|intelligencer|"
    "packet|age|world|today|magazine|digest"
)
END = r"\W*$"
START = r"^\W*"
# Words that are a whole line by themselves only on a page's frame.
WHOLE_LINES = (
    "share|share (?:this|on|via|to)\\b.{0,40}|tweet(?: this)?|like|follow|print"
    "|print this(?: page| article)?|"
    "email(?: this)?(?: article)?|e-mail|email to a friend|email frequency|facebook"
    "|twitter|x|whatsapp|telegram|reddit|linkedin|pinterest|"
    "instagram|youtube|rss|rss feed|copy link|save|save for later|bookmark|home|menu"
    "|search|news|sport|sports|"
    "opinion|contact|contact us|about|about us|help|faq|login|log ?in|log ?out|sign "
    "?in|sign ?up|sign up now|register|"
    "subscribe(?: now| today)?|donate(?: now)?|support us|advertise(?: with us)?"
    "|advertisements?|ad|sponsored|"
    "sponsored (?:content|links?)|paid post|skip to (?:main )?content|skip (?:ad"
    "|advert|navigation)|back to top|"
    "top|next|previous|prev|next (?:article|page|story)|previous (?:article|page"
    "|story|post)|older posts?|newer posts?|"
    "continue reading(?: the main story)?|continue|close|cancel|submit|send|ok|okay"
    "|got it|accept(?: all)?(?: cookies)?|"
    "reject(?: all)?|manage (?:cookies|preferences|consent)|cookie (?:policy|settings"
    "|preferences)|privacy(?: policy| notice)?|"
    "terms(?: (?:of|and|&) (?:use|service|conditions))?|site ?map|careers|jobs|archives?|all rights reserved|"
    "loading|loading comments|please wait|play|pause|listen|listen to (?:this "
    ")?article|watch|video|audio|photos|gallery|"
    "image|show (?:more|less|comments)|load more|view all|see all|more|view (?:full )?(?:profile|gallery)|"
    "like this|like loading|post navigation|article navigation|read more|share your thoughts|"
    "transcript|read transcript|guide to .{2,30}|(?:article|story) continues"
    "|printable version|send (?:it |this )?to a friend|"
    "toggle navigation|navigation|main menu|breadcrumbs?|text size|font size|a a a|"
    "leave this field empty|required|your (?:name|email)(?: address)?|email address|first name|last name|"
    "flag|report|reply|report (?:abuse|comment|this|an error)|upvote|downvote|translate(?: page)?|"
    "no comments(?: yet)?|comments (?:are )?(?:closed|off|disabled)|comments are "
    "closed|sort by.{0,30}|newest(?: first)?|oldest(?: first)?|"
    "page \\d+(?: of \\d+)?|\\d+ (?:shares?|likes?|views?|reads?|retweets?)|\\d+ "
    "min(?:ute)?s?(?: read)?|reading time.{0,20}|"
    "end of document|the end|ends?|-?30-?|###|\\* \\* \\*|go to top|return to top"
    "|open in app|download(?: pdf| app)?|pdf|"
    "english|español|français|deutsch|русский|العربية|topics?|tags?|categories"
    "|sections?|world|business|politics|"
    "technology|science|health|culture|arts|lifestyle|travel|weather|obituaries|classifieds|editorial board"
)
CUES = (
    _cue(BOILERPLATE, 4.0, "a button or menu word", rf"{START}(?:{WHOLE_LINES}){END}", longest=8),
    _cue(
        BOILERPLATE,
        3.0,
        "cookies, consent or terms",
        r"\b(?:we|this (?:web)?site|our partners) uses? cookies\b",
        r"\baccept (?:all )?cookies\b",
        r"\bcookie (?:policy|settings|notice|preferences)\b",
        r"\bprivacy policy\b",
        r"\bterms (?:of (?:use|service)|and conditions|& conditions)\b",
        r"\b(?:by (?:continuing|using|clicking|signing up)|manage).{0,60}(?:you (?:agree"
        r"|accept|consent)|consent)\b",
        longest=90,
    ),
    _cue(
        BOILERPLATE,
        2.6,
        "asks the reader to subscribe, follow or give",
        r"\bnewsletters?\b.{0,60}\b(?:sign|subscri|inbox|delivered|powered)",
        r"\b(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletter|updates?|email|e-mail"
        r"|alerts?|access|free|today|now|digest)\b",
        r"\bdirect(?:ly)? (?:to|in|into) your (?:inbox|email)",
        r"\b(?:in|to) your (?:inbox|mailbox)\b",
        rf"{START}get (?:our|the|more|one|breaking|news)\b.{{0,60}}\b(?:email|newsletter"
        r"|inbox|app|daily|weekly|free)\b",
        rf"{START}for (?:more|further) .{{2,60}}\b(?:visit|see|go to|click)\b",
        rf"{START}(?:follow|join|like|find) us (?:on|at)\b",
        rf"{START}(?:follow|subscribe to) (?:the )?[\w. ]{{2,40}} on (?:facebook|twitter|x"
        r"|telegram|instagram|youtube|whatsapp)\b",
        rf"{START}(?:please )?(?:support|help us|donate|become a (?:member|subscriber"
        rf"|supporter)|make a (?:donation|contribution))\b.{{0,80}}",
        r"\b(?:already a (?:subscriber|member)|create (?:a free|an) account|free "
        r"articles? (?:left|remaining)|start your free trial)\b",
        r"\bdownload (?:our|the) app\b",
        longest=45,
    ),
    _cue(
        BOILERPLATE,
        3.0,
        "rules or form of the comment box",
        r"\b(?:comments?|posts?) (?:are|is|will be|may be) (?:pre-|post-)?(?:reviewed"
        r"|moderated|approved|removed|closed)\b",
        r"\breviewed by a moderator\b",
        r"\bcomments? (?:containing|policy|guidelines|section)\b",
        r"\bhate speech\b.{0,60}\bnot be\b",
        r"\bplease (?:treat others|be respectful|keep (?:comments|it)|read our (?:comment"
        r"|community)|log ?in|sign in|register)\b",
        r"\b(?:log ?in|sign in|register|logged in) to (?:post|leave|comment|reply|join)\b",
        r"\b(?:email address|e-mail) will not be (?:published|shared)\b",
        r"\brequired fields?\b",
        r"\bsubmit your comment\b",
        r"\bidentified as spam\b",
        longest=50,
    ),
    _cue(
        BOILERPLATE,
        2.6,
        "an invitation to write in",
        r"\bif you would like to (?:comment|contact|contribute|respond|write)\b",
        r"\b(?:contact|write to|email) (?:our|the|us at|us on|us with) ?.{0,50}\b(?:team"
        r"|desk|editors?|newsroom|at|@)",
        r"\b(?:do you have|got) (?:a story|a tip|information|news)\b",
        r"\bsend (?:us )?(?:your )?(?:tips|letters|news|stories|comments)\b",
        r"\b(?:tell|send) us your (?:story|stories|thoughts|memories)\b|\bshare your "
        r"(?:story|stories|memories)\b",
        r"\bfor (?:more|further) information\b.{0,30}[:,]|\b(?:press|media) (?:office"
        r"|contact)s?\b.{0,20}\btel\b",
        r"\S@\S+\.\w+\W*$|(?:\+\d[\d\- ()]{7,}|\btel\b.{0,20}\d)\W*$",
        r"\bhave your say\b|\btell us what you think\b|\bwhat do you think\?\W*$",
        longest=40,
    ),
    _cue(
        BOILERPLATE,
        3.0,
        "a copyright line or the page's foot",
        rf"{START}(?:©|\(c\) ?\d{{4}}|copyright\b)(?!.*\b(?:photo|image|picture)\b)",
        r"^(?!.*\b(?:photo|photograph|image|illustration|picture|courtesy)\b).*\ball rights reserved\W*$",
        r"^.{2,40} © ?.{0,60}$",
        rf"{START}printed (?:and published )?(?:by|for|at)\b",
        r"\b(?:subscriptions|advertisements) (?:are|may be|received|taken)\b",
        r"\bno part of (?:this|the) .{0,40}may be (?:reproduced|copied)\b",
        rf"{START}(?:(?:proudly )?powered by|hosted by|designed by|built (?:with|by)|registered "
        r"(?:office|charity|in england)|issn)\b",
        r"\bmay not be published, broadcast, rewritten\b",
        longest=60,
    ),
    _cue(
        BOILERPLATE,
        3.0,
        "tags, categories or a counter",
        rf"{START}(?:tags?|tagged(?: with| as)?|topics?|keywords?|categor(?:y|ies)|filed "
        r"under|posted in|posted under|sections?|labels?)\s*[:|]",
        rf"{START}(?:tagged|filed under|posted in)\b",
        rf"{START}\d[\d,.]*k? (?:shares?|views?|likes?|reads|people (?:like|have)|retweets)\b",
        rf"{START}(?:share|tweet|email|print|save|copy|read) ?(?:[|/·•]|share|tweet|email"
        rf"|print|facebook|twitter|save|whatsapp).{{0,80}}$",
        rf"{START}(?:length|load-date|language|section|word ?count|publication-type"
        rf"|subject code|document type)\s*:\s*\S.{{0,60}}$",
        rf"{START}(?:to|cc|bcc|reply-to|message-id|list-id|mime-version|content-type"
        r"|x-mailer|mailing-list|list-\w+|in-reply-to|references)\s*:\s*\S",
        r"\b\d(?:st|nd|rd|th) (?:ld|lead)\b|\bwritethru\b|^bc-[\w-]+",
        rf"{START}document \d+ of \d+{END}",
        r"(?:^|\s)\d+ (?:min|minutes?) read\b",
        longest=30,
    ),
    _cue(
        BOILERPLATE,
        2.8,
        "a trail of menu words",
        r"^(?:[\w .&'-]{1,30}\s*[>›»→]\s*){2,}[\w .&'-]{1,60}$",
        r"^(?:[\w .&'-]{1,24}\s*[|·•]\s*){2,}[\w .&'-]{1,24}\W*$",
        r"\[?\b(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search)\b",
        r"^(?:[\w .&'-]{1,24}\s*/\s+){2,}[\w .&'-]{1,24}\W*$|^\W*[←‹«]\s?\S|\s[→]$",
        rf"{START}(?:heard|aired|as heard|broadcast) on\b|^printable version\b|^adverti[sz]er links?\b",
        rf"{START}(?:story|article|text) continues (?:below|after)\b|{START}continue "
        rf"reading below\b|{START}to unsubscribe\b",
        rf"{START}(?:no thanks|not now|maybe later|show me|take me|click here|tap here"
        r"|read in app|view in browser)\b",
        rf"[»›→]{END}",
        longest=18,
    ),
    _cue(
        Kind.RELATED_LINK,
        3.4,
        "announces other articles",
        rf"{START}also in (?:this|the|today'?s) \w+:",
        rf"{START}read (?:our|the) (?:full |latest )?(?:report|story|review"
        rf"|interview|coverage|article)\b.{{0,40}}$",
        rf"{START}(?:read|see|watch|listen|learn|know)? ?(?:also|more|next"
        r"|related)\s*(?:[:>–—-]|on this|here)",
        rf"{START}(?:also in (?:this|the|today)|more (?:on this|from|in|stories|like this|news"
        r"|about|by|coverage|reading|articles)|see also|read also|"
        r"read more|read next|related|recommended|suggested (?:reading|for you)|you (?:may"
        r"|might) (?:also )?(?:like|be interested)|"
        r"most (?:read|popular|viewed|shared|commented|recent)|trending|popular (?:now"
        r"|stories|posts)|latest (?:news|stories|articles|posts|headlines)|"
        r"further reading|in other news|don'?t miss|editor'?s'? (?:picks?|choice)|top "
        r"stories|elsewhere|around the web|promoted stories|"
        r"from our (?:archives?|partners)|what to read next|keep reading|up next|next up"
        rf"|previously)\b[^.!?]{{0,40}}$",
        rf"{START}(?:read more|read also|see also|also read|also see|watch|related(?: story"
        r"| article| link| links| stories)?|more|background|previously|"
        rf"in pictures|explainer|recommended|opinion|analysis|live|don'?t miss)\s*[:>»]\s*\S.{{5,160}}$",
        longest=30,
    ),
    _cue(
        Kind.COMMENT,
        3.0,
        "opens the readers' comments",
        rf"{START}\d[\d,]* (?:comments?|responses?|replies|thoughts)\b.{{0,60}}$",
        rf"{START}(?:reader(?:s'?|'s)? |all |recent |user )?(?:comments?|discussion"
        rf"|responses?)(?: \(\d+\)|:? ?\d*){END}",
        rf"{START}(?:leave|post|add|write) (?:a|your) (?:comment|reply){END}",
        rf"{START}(?:join the (?:conversation|discussion|debate)|leave a reply|view "
        r"comments|what readers? (?:say|said|are saying)|"
        rf"letters from readers|readers'? (?:letters|write|comments))\b.{{0,30}}$",
        longest=12,
    ),
    _cue(
        Kind.CAPTION,
        3.2,
        "a picture's credit",
        r"\((?:file )?(?:photo|photograph|picture|image|pic|video|screenshot|illustration"
        r"|map|graphic|credit)s?\b[^()]{0,80}\)?\W*$",
        r"(?:^|[.|—–)\]\"”’] ?)(?:file )?(?:photo(?:graph)?s?|pictures?|image|illustration"
        r"|cartoon|map|graphic|screenshot|video still|drawing|infographic)s?"
        r"(?: credit)?(?: (?:by|lent|taken|made|courtesy(?: of)?|via|from|still|supplied|provided|credit"
        r"|copyright|©|\(c\)|cc)\b|\s*(?:\(c\))?\s*[:©/|])",
        r"\b(?:ap|file|reuters|afp|epa|upi|tass|getty|handout|stock|press association|pa"
        r"|wire|agency) (?:photo|images?|file photo|picture)\b",
        r"\b(?:getty images|shutterstock|istock|alamy|epa-efe|magnum photos|wikimedia "
        r"commons|flickr|unsplash)\b",
        r"\bsome rights reserved\W*$(?<=.{12})",
        r"\bcourtesy(?: of)? (?:the )?[\w .'-]{2,40}\W*$",
        r"\bcc by(?:-[a-z]{2}){0,2}\b|\bcreative commons\b",
        r"(?:^|\s)(?:/|©|\|)\s?(?:afp|ap|reuters|epa|getty|tass|ria novosti|interfax|pa"
        r"|bloomberg|anadolu|xinhua|dpa)\b.{0,30}$",
        r"^\W*(?:in this|in an undated|an undated|undated|a) (?:file )?(?:photo|photograph"
        r"|image|picture|frame grab|handout|still)(?: (?:taken|provided|released|made|from"
        r"|shot|shows)\b|,)",
        r"\(?\b(?:pictured|shown|seen) (?:here|above|below|left|right|in)\b.{0,60}$",
        rf"{START}(?:caption|photo caption|image caption|media caption|figure|fig\.|plate"
        r"|above|below|pictured|left|right|in pictures)\s*\d*\s*[:.]",
        rf"{START}(?:photo(?:graph)?s?|pictures?|image|illustration|map|video|credit"
        r"|graphic|cartoon)s?(?: credit)?\s*(?::|by\b|courtesy\b)",
        rf"{START}enlarge(?: this)? image\b",
        longest=75,
    ),
    _cue(
        Kind.CAPTION,
        4.2,
        "ends with a picture's credit",
        r"\((?:file )?(?:photo|photograph|picture|image|pic|video|screenshot|illustration"
        r"|map|graphic|credit)s?\b[^()]{0,80}\)?\W*$",
        r"\b(?:photo|photograph|image|picture|illustration|cartoon|graphic"
        r"|map)s?\b[^.]{0,80}\. ?(?:some|all|no) rights reserved\W*$",
        r"\((?:[^()]{2,40}[/,] ?)?(?:ap|afp|reuters|epa|getty images|getty|tass"
        r"|epa-efe)(?: photo| images)?(?:[/,] ?[^()]{2,40})?\)\W*$(?<=.{40})",
        r"\b(?:ap|file|reuters|afp|epa|getty) photo(?:/[^.]{2,40})?\W*$|[/|] ?getty images\W*$",
        longest=90,
        fades=False,
    ),
    _cue(
        Kind.SOURCE_CREDIT,
        3.4,
        "credits an agency, a first publisher or a translator",
        rf"{START}(?:\(|—|–|-|source:?|sources:?|with|from|and|by)?\s*(?:the )?(?:reuters"
        r"|associated press|ap|agence france[- ]presse|afp|upi|"
        r"united press(?: international)?|interfax|tass|itar-tass|ria novosti|xinhua"
        r"|bloomberg|dpa|efe|ansa|pa|press association|central news|exchange telegraph|"
        r"wire (?:reports|services)|news agenc(?:y|ies)|agencies|our agencies|staff and "
        r"agencies|havas|wolff)"
        r"(?:\s*(?:,|and|/|&|;|-)\s*(?:the )?(?:reuters|associated press|ap|afp|upi"
        r"|interfax|tass|agencies|bloomberg|dpa|efe|pa|xinhua|wire (?:reports"
        rf"|services)))*\s*(?:\([^()]{{2,20}}\))?\s*\)?{END}",
        r"\b(?:originally|first) (?:appeared|published|posted|ran|broadcast|printed)\b",
        r"\b(?:this|the) (?:article|story|text|piece|interview|report|essay|post|column"
        r"|item|letter) (?:was|is|has been|originally|first|appeared|appears)\b"
        r".{0,40}\b(?:published|appeared|produced|translated|reproduced|republished"
        r"|reprinted|commissioned|adapted|syndicated|permission)\b",
        rf"{START}(?:\(|\[)?(?:re-?published|re-?printed|reproduced|adapted|taken|excerpted"
        r"|extract(?:ed)?|cross-?posted|syndicated|abridged) (?:here )?(?:from|with|by|in"
        r"|courtesy)\b",
        rf"{START}(?:\(|\[)?(?:translated|translation|edited and translated)\b.{{0,60}}(?:\bby\b|:|\bfrom\b)",
        rf"{START}(?:\(|\[)?(?:additional )?(?:reporting|writing|editing|research"
        r"|additional reporting|with reporting|with contributions?"
        rf"|compiled)\b.{{0,12}}\b(?:by|from)\b",
        r";\s*(?:additional )?(?:editing|writing|reporting) by\b",
        rf"{START}from (?:the|a) [\w .'-]{{2,40}}\b(?:{NEWSPAPERS})\W*$",
        rf"{START}from the (?:returns|records|papers|files|archives|notes|minutes|register) of\b",
        r"\b(?:reel|box|folder|fonds|tape|file|shelfmark|ms\.?) "
        r"[\w/.]*\d\b.*\b(?:archives?|library|collections?|museum|record office)\b",
        rf"{START}sources?\s*:\s*(?!https?:)\S.{{0,80}}$",
        r"\bcontributed (?:to )?(?:this (?:report|story|article)|reporting|from)\b",
        rf"{START}(?:\(|\[)?by (?:arrangement|courtesy|permission|agreement|cable|telegraph"
        rf"|wireless|special cable|telegram|mail|our own wire)\b.{{0,50}}$",
        r"\bdigiti[sz]ed (?:by|from|at|in)\b",
        rf"{START}read the original (?:article|story|post|report)?\b.{{0,40}}$",
        r"\bwe publish a translation\b|\bread (?:the|it in|this .{0,20} in) (?:original"
        r"|russian|arabic|french|spanish|ukrainian|german)\b",
        longest=45,
    ),
    _cue(
        Kind.EDITOR_NOTE,
        3.6,
        "the editors' own words",
        rf"{START}(?:editors?'?s?'? note|ed(?:itor)?\.?'?s? note|note to (?:our )?readers?"
        r"|a note (?:on|to|from)|publisher'?s note|translator'?s note|author'?s note|"
        rf"corrections?(?: and clarifications?)?|clarification|erratum|disclaimer|update)\s*(?:[:.—–(]|\d|$)",
        r"\bthis (?:article|story|interview|piece|report|post|page|transcript|version"
        r"|column) (?:has been|was|is)\b.{0,40}\b(?:edited|amended|updated|corrected"
        r"|condensed|shortened|abridged|revised|clarified)\b",
        r"\bpassed (?:by|for publication by) (?:the )?(?:military )?censor\b|\bshown in proof\b",
        r"\ban earlier version of this\b",
        r"\b(?:names?|identit(?:y|ies)|details) (?:of .{0,50})?(?:have|has) been "
        r"(?:changed|withheld|altered)\b",
        r"\bviews? (?:and opinions? )?expressed\b.{0,80}\b(?:own|author|do not|not necessarily|solely)\b",
        r"\b(?:edited|condensed) for (?:length|clarity|brevity|space)\b",
        r"[-—–(\[.!?] ?(?:the )?eds?\.? ?[\])]?\W*$|[.!?] \(?ed\.\)?$",
        r"\b(?:readers|viewers) may find\b.{0,40}\b(?:distressing|disturbing|upsetting)\b|^\W*warning\s*:",
        longest=110,
    ),
)


@lru_cache(maxsize=4096)
def cues_of(plain: str, words: int) -> tuple[Vote, ...]:
    """Give the votes of all cues in a line; a cue in a line near its longest is worth half."""
    low = plain.replace("’", "'").replace("‘", "'").lower()
    votes = []
    for cue in CUES:
        if words <= cue.longest and cue.pattern.search(low):
            share = 1.0 - 0.5 * max(0, words - 12) / cue.longest if cue.fades else 1.0
            votes.append(Vote(cue.kind, cue.weight * share, cue.reason))
    return tuple(votes)
