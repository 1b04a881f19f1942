"""Compares results of the proof's validator (`SPECWRIGHT_PROOF=validations`) with those of `openapi-schema-validator`, and prints
differences; the exit status is 1 if there are any.

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
        row = json.loads(line)
        key = json.dumps([row["schemas"], row["response"]])
        if key not in validators:
            kind = peer.OAS30ReadValidator if row["response"] else peer.OAS30WriteValidator
            schema = {"allOf": row["schemas"], "components": components}
            validators[key] = kind(schema, format_checker=formats())
        errors = [error.message for error in validators[key].iter_errors(row["value"])]
        validated += 1
        if row["valid"] == bool(errors):
            wrong += 1
            print(f"  {json.dumps(row)[:600]}: {errors[:3]}")
    print(f"{path or 'the table'}: {validated} values, {wrong} validated otherwise", flush=True)
    return 0 if validated and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
