"""S31: the bill of materials is CycloneDX by its own schema, and lists what is installed, all of it."""

import json
import re
from importlib.metadata import version

from django.core.management import call_command

from sources.management.materials import bill
from tests.test_quality import pins

RUNTIME = "requirements.lock"


def test_s31_bill_is_valid_cyclonedx(tmp_path):
    # Here: it takes two seconds to load, which every process that collects tests would need.
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 -- as above
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 -- as above

    call_command("sbom", "--output", str(tmp_path / "sbom.json"))

    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str((tmp_path / "sbom.json").read_text())

    assert fault is None


def test_s31_bill_lists_what_the_lock_pins_and_what_is_installed():
    listed = {one["name"]: one["version"] for one in bill()["components"] if "purl" in one}

    assert listed == pins(RUNTIME)
    assert {name: version(name) for name in listed} == listed


def test_s31_every_package_has_its_hashes_and_a_licence():
    packages = [one for one in bill()["components"] if "purl" in one]

    assert [one["name"] for one in packages if not one["externalReferences"][0]["hashes"]] == []
    assert [one["name"] for one in packages if not one.get("licenses")] == []


def test_s31_bill_is_the_same_each_time_and_names_all_that_is_needed(capsys):
    call_command("sbom")
    made = json.loads(capsys.readouterr().out)
    refs = {one["bom-ref"] for one in made["components"]} | {"sourcebook"}

    assert made == bill()
    assert {ref for one in made["dependencies"] for ref in [one["ref"], *one["dependsOn"]]} <= refs
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", made["serialNumber"])
