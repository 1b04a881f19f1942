"""The types of the experiment, drawn with a fixed seed: every run has the same ones."""

import random

PRIMITIVES = ["String", "String", "String", "i64", "bool", "f64", "Vec<String>"]
VALUES = [f"v-{k}" for k in range(8)]


def draw(structs, enums):
    """The fields of each struct: name, type, whether it has to be there. Types point onwards, so that none is endless."""
    random.seed(1)
    drawn = []
    for index in range(structs):
        fields = [("id", "i64", True), ("name", "String", True)]
        for k in range(random.randint(4, 12)):
            onwards = min(structs - 1, index + 1 + random.randrange(40))
            type_ = random.choice(
                PRIMITIVES + [f"Box<T{onwards}>", f"Vec<T{onwards}>", f"E{random.randrange(enums)}"]
            )
            fields.append((f"field_{k}", type_, False))
        drawn.append(fields)
    return drawn


def keeps(index):
    """Whether a struct keeps the properties that it does not list: every tenth."""
    return index % 10 == 0


def is_open(index):
    """Whether an enumeration is open: every second."""
    return index % 2 == 0


UNION = [("Text", "String", "STRING"), ("Number", "i64", "NUMBER"), ("Small", "Box<T{}>", "OBJECT"), ("Large", "Box<T{}>", "OBJECT")]


def union(structs):
    return [(name, type_.format(structs - 1 - k), kind) for k, (name, type_, kind) in enumerate(UNION)]
