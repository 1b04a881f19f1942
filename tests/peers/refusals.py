"""A document in, the same out with the refusals that every generated server makes by itself, in `application/problem+json`.

    refusals.py specs/getscreen.yaml > getscreen.json
"""

import json
import pathlib
import sys

import yaml
from validate import Plain

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
REFUSALS = ("400", "401", "404", "405", "406", "413", "415")
PROBLEM = {"schema": {"type": "object", "required": ["title", "status"], "properties": {"status": {"type": "integer"}}}}


def follow(document, value):
    while "$ref" in value:
        target = document
        for key in value["$ref"].removeprefix("#/").split("/"):
            target = target[key.replace("~1", "/").replace("~0", "~")]
        value = target
    return value


def main(path):
    document = json.loads(json.dumps(yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader=Plain)))
    for item in document["paths"].values():
        for method in METHODS:
            if method not in item:
                continue
            replies = item[method]["responses"]
            for status in REFUSALS:
                known = follow(document, replies.get(status, replies.get("4XX", {"description": "Refused."})))
                content = {**known.get("content", {}), "application/problem+json": PROBLEM}
                replies[status] = {**known, "content": content}
    json.dump(document, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
