"""Prints the crates below target/type-cost, builds and runs them, and prints the figures of the README.

Run it from the repository's root: `python3 docs/type-cost/measure.py [check] [build] [speed]`.
"""

import os
import resource
import subprocess
import sys

# Nothing is written beside this file.
sys.dont_write_bytecode = True
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


def measure_check(runtime):
    for name, operations in (("check, types alone", 0), ("check, types and operations", OPERATIONS)):
        gen.crates(TARGET, runtime, STRUCTS, ENUMS, operations)
        row(name, *(touched(crate, "check", "-p", crate) for crate in ("derive", "ours")), "CPU seconds")


def measure_build():
    cargo("build", "--release", "-p", "speed")
    seconds = [cargo("build", "--release", "-p", f"program-{crate}") for crate in ("derive", "ours")]
    row("release build", *seconds, "CPU seconds")
    sizes = [os.path.getsize(f"{TARGET}/target/release/program-{crate}") / 1e6 for crate in ("derive", "ours")]
    row("program", *sizes, "MB")


def measure_speed():
    cargo("build", "--release", "-p", "speed")
    subprocess.run([f"{TARGET}/target/release/speed"], check=True)


def main():
    runtime = os.path.abspath("runtime")
    gen.crates(TARGET, runtime, STRUCTS, ENUMS, OPERATIONS)
    words = sys.argv[1:] or ["check", "build", "speed"]
    if words != ["speed"]:
        print(f"{'':<32} {'derive':>6} {'ours':>6} {'ratio':>6}")
    if "check" in words:
        measure_check(runtime)
    if "build" in words:
        measure_build()
    if "speed" in words:
        measure_speed()


if __name__ == "__main__":
    main()
