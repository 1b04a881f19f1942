"""What the proof's validator said of values in (`SPECWRIGHT_PROOF=validations`), what `openapi-schema-validator` says otherwise
out; the status is 1 where it says anything else.

    validations.py [generated/getscreen/tests/openapi.json] < validations

Formats are validated where generated crates have types for them; of two of these the validator does not know.
"""

import datetime
import json
import pathlib
import sys

import openapi_schema_validator as peer
from jsonschema import FormatChecker


def formats():
    checker = FormatChecker(formats=())
    known = peer.oas30_format_checker.checkers
    checker.checkers = {name: known[name] for name in ("byte", "date", "date-time", "int32", "int64")}
    checker.checkers["unix-time"] = known["int64"]
    checker.checkers["local-date-time"] = (is_local_date_time, ValueError)
    return checker


def is_local_date_time(value):
    return not isinstance(value, str) or datetime.datetime.fromisoformat(value).tzinfo is None


def main(path=None):
    document = json.loads(pathlib.Path(path).read_text(encoding="utf-8")) if path else {}
    components = document.get("components", {})
    validators = {}
    validated = wrong = 0
    for line in sys.stdin:
        if not line.startswith('{"schemas":'):
            continue
        said = json.loads(line)
        key = json.dumps([said["schemas"], said["reply"]])
        if key not in validators:
            kind = peer.OAS30ReadValidator if said["reply"] else peer.OAS30WriteValidator
            schema = {"allOf": said["schemas"], "components": components}
            validators[key] = kind(schema, format_checker=formats())
        faults = [fault.message for fault in validators[key].iter_errors(said["value"])]
        validated += 1
        if said["valid"] == bool(faults):
            wrong += 1
            print(f"  {json.dumps(said)[:600]}: {faults[:3]}")
    print(f"{path or 'the table'}: {validated} values, {wrong} validated otherwise", flush=True)
    return 0 if validated and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
