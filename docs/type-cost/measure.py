"""Prints the crates below target/type-cost, builds and runs them, and prints the figures of the README.

Run it from the repository's root: `python3 docs/type-cost/measure.py [speed]`.
"""

import os
import resource
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
import gen

TARGET = os.path.abspath("target/type-cost")
STRUCTS, ENUMS, OPERATIONS = 1000, 100, 200


def cargo(*arguments):
    """Runs cargo in the printed workspace; answers its CPU seconds, those of the compilers it starts included."""
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": f"{TARGET}/target"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=TARGET, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def touched(crate, *arguments):
    """The CPU seconds of one crate, all that it depends on being built."""
    cargo(*arguments)
    for path in ("lib.rs", "main.rs"):
        path = f"{TARGET}/{crate}/src/{path}"
        if os.path.exists(path):
            os.utime(path)
    return cargo(*arguments)


def row(name, derived, printed, unit):
    print(f"{name:<32} {derived:>6.1f} {printed:>6.1f} {printed / derived:>6.2f}   {unit}", flush=True)


def main():
    gen.crates(TARGET, os.path.abspath("runtime"), STRUCTS, ENUMS, OPERATIONS)
    if "speed" not in sys.argv[1:]:
        print(f"{'':<32} {'derive':>6} {'ours':>6} {'ratio':>6}")
        row("check", *(touched(crate, "check", "-p", crate) for crate in ("derive", "ours")), "CPU seconds")
        seconds, sizes = [], []
        for crate in ("derive", "ours"):
            cargo("build", "--release", "-p", "speed")
            built = cargo("build", "--release", "-p", f"program-{crate}")
            seconds.append(built)
            sizes.append(os.path.getsize(f"{TARGET}/target/release/program-{crate}") / 1e6)
        row("release build", *seconds, "CPU seconds")
        row("program", *sizes, "MB")
    cargo("build", "--release", "-p", "speed")
    subprocess.run([f"{TARGET}/target/release/speed"], check=True)


if __name__ == "__main__":
    main()
