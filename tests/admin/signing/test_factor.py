"""S15: codes of the app (RFC 6238), once each; recovery codes, once each; nothing secret in the database."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction

from sources.admin.signing import factor
from sources.annotate.kept_keys import kept_key
from sources.models import ChangeSet, RecoveryCode, SecondFactor
from tests.admin.signing.conftest import code_of

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_s15_codes_are_those_of_rfc_6238(wren, monkeypatch, moment, code):
    """Appendix B of the standard, its last six digits."""
    monkeypatch.setattr(factor, "app_key", lambda *_: base64.b32encode(b"12345678901234567890").decode())

    assert factor.step_of(wren, "any", code, datetime.fromtimestamp(moment, UTC)) == moment // 30


@pytest.mark.parametrize(("early", "counts"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_s15_clock_may_be_half_a_minute_off(wren, with_app, clock, early, counts):
    code = code_of(wren, with_app[0], clock.now + timedelta(seconds=early))

    assert factor.take(wren, code, clock.now) is counts


def test_s15_code_is_not_taken_twice_nor_one_before_it(wren, with_app, clock):
    now, before = (
        code_of(wren, with_app[0], clock.now),
        code_of(wren, with_app[0], clock.now - timedelta(seconds=30)),
    )

    taken = [factor.take(wren, code, clock.now) for code in (now, now, before)]

    assert taken == [True, False, False]


def test_s15_code_may_be_typed_with_spaces(wren, with_app, clock):
    code = code_of(wren, with_app[0], clock.now)

    assert factor.take(wren, f" {code[:3]} {code[3:]} ", clock.now)


def test_s15_recovery_code_is_good_once_however_it_is_typed(wren, with_app, clock):
    first, second, *_ = with_app[1]

    taken = [factor.take(wren, code, clock.now) for code in (first.upper(), first, second.replace("-", " "))]

    assert taken == [True, False, True]
    assert factor.codes_left(wren) == 8
    assert ChangeSet.objects.filter(summary="Signed wren in with a recovery code").count() == 2


def test_s15_new_recovery_codes_make_the_former_worth_nothing(wren, with_app, clock):
    fresh = factor.renew_codes(wren)

    assert [factor.take(wren, code, clock.now) for code in (with_app[1][0], fresh[0])] == [False, True]


def test_s15_database_holds_neither_key_nor_code(wren, with_app):
    row = SecondFactor.objects.get()
    stored = " ".join([row.salt, *RecoveryCode.objects.values_list("digest", flat=True)])

    assert factor.app_key(wren, row.salt) not in stored
    assert [code for code in with_app[1] if code.replace("-", "") in stored] == []
    assert hashlib.sha256(with_app[1][0].replace("-", "").encode()).hexdigest() in stored


def test_s15_key_of_the_archive_is_its_owners_alone(wren, with_app, settings):
    file = settings.DATA / factor.KEY_FILE

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes() == kept_key(factor.KEY_FILE)


def test_s15_log_tells_that_a_factor_was_set_up_and_not_what_it_is(wren, with_app):
    entry = ChangeSet.objects.get()

    assert entry.summary == "Set up a second factor for wren"
    assert SecondFactor.objects.get().salt not in str(list(entry.changes.values()))


def test_s15_account_has_one_app_and_each_recovery_code_once(wren, with_app):
    code = RecoveryCode.objects.first()

    for row in (
        SecondFactor(user=wren, salt="other", last_step=0, set_up_at=datetime.now(UTC)),
        RecoveryCode(user=wren, digest=code.digest),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_s15_drawing_and_text_are_the_same_key(wren, settings):
    settings.SITE_NAME = "Quay Archive"
    salt = factor.new_salt()

    address = urlsplit(factor.app_address(wren, salt))

    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Quay%20Archive:wren")
    assert parse_qs(address.query) == {"secret": [factor.app_key(wren, salt)], "issuer": ["Quay Archive"]}
    assert factor.drawing(address.geturl()).startswith("data:image/svg+xml")
