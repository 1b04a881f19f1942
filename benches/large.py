"""The table of benches/large.sh: python3 benches/large.py SPECWRIGHT DOCUMENT, from the repository's root."""

import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

RUNS = int(os.environ.get("RUNS", "5"))
LONG_RUNS = int(os.environ.get("LONG_RUNS", str(RUNS)))
ROOT = pathlib.Path.cwd()
SECONDS, MEGABYTES = "CPU s", "MB"

# What the figures of GitHub's REST document should not exceed: CPU seconds, and peak memory in MB.
GITHUB = {
    "lines of Rust in src/": 120_000,
    "check: client": (28, 1500),
    "check: client,server": (32, 1500),
    "check: client,server,serde": (36, 1500),
    "release build: client": (350, 3000),
    "rlib of the release build, MB": 150,
    "check: largest tag alone": (6, None),
    "check: median tag alone": (1.5, None),
    "generate": (2.5, 300),
    "build of the proof": (350, 3000),
}


class Failed(Exception):
    """A command that is measured failed."""


def measured(command, cwd=None, env=None):
    """CPU seconds and peak memory in MB of a command and what it starts."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace")[-4000:])
            raise Failed(" ".join(map(str, command)))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(runs, measure):
    seconds, peaks = zip(*(measure() for _ in range(runs)))
    return statistics.median(seconds), statistics.median(peaks)


class Table:
    """Rows, printed as they come."""

    def __init__(self, targets):
        self.targets = targets
        print("| what | CPU s | target | peak MB | target |\n|---|--:|--:|--:|--:|", flush=True)

    def row(self, what, seconds, peak, target=None, note=""):
        most = target or self.targets.get(what, (None, None))
        cells = [f"{seconds:.2f}", limit(most[0]), f"{peak:.0f}", limit(most[1])]
        print(f"| {what}{note} | {' | '.join(cells)} |", flush=True)

    def figure(self, what, value):
        most = self.targets.get(what)
        print(f"| {what} | {value:,} | {limit(most)} | | |", flush=True)

    def failed(self, what):
        print(f"| {what} | failed | | | |", flush=True)


def limit(most):
    return "" if most is None else f"{most:,}"


def lines(folder):
    return sum(path.read_bytes().count(b"\n") for path in folder.rglob("*.rs"))


def tags(crate):
    """The features of the tags, the largest first, by the lines of their operations."""
    manifest = (crate / "Cargo.toml").read_text()
    names = [line.split(" = ")[0] for line in manifest.splitlines() if line.endswith(" = []")]
    operations = crate / "src" / "operations"
    files = {name: operations / f"{name.replace('-', '_')}.rs" for name in names}
    sizes = {name: path.read_bytes().count(b"\n") for name, path in files.items() if path.exists()}
    return sorted(sizes, key=lambda name: (-sizes[name], name))


class Bench:
    def __init__(self, specwright, document, work):
        self.specwright, self.document, self.work = specwright, document, work
        self.crate = work / "crate"
        github = (json_title(document) or "").startswith("GitHub")
        self.table = Table(GITHUB if github else {})

    def generate(self, out):
        command = [self.specwright, "generate", "--quiet", "--skip-unsupported", "--name", "large"]
        command += ["--spec", self.document, "--out", out, "--runtime-path", ROOT / "runtime"]
        return measured(command)

    def anew(self):
        shutil.rmtree(self.crate, ignore_errors=True)
        return self.generate(self.crate)

    def cargo(self, crate, *arguments, target):
        environment = {**os.environ, "CARGO_TARGET_DIR": str(self.work / target)}
        if not (crate / "Cargo.lock").exists():
            shutil.copy(ROOT / "Cargo.lock", crate / "Cargo.lock")
        return measured(["cargo", *arguments], cwd=crate, env=environment)

    def check(self, features, crate=None):
        """The crate alone: its dependencies are built, and what cargo costs when nothing is to be done is taken off."""
        crate = crate or self.crate
        command = ["check", "--quiet", "--lib", "--no-default-features", "--features", features]
        self.cargo(crate, *command, target="check")

        def once():
            (crate / "src" / "lib.rs").touch()
            seconds, peak = self.cargo(crate, *command, target="check")
            idle, _ = self.cargo(crate, *command, target="check")
            return seconds - idle, peak

        return medians(RUNS, once)

    def cold(self, *arguments):
        """A build with all dependencies, from nothing."""

        def once():
            shutil.rmtree(self.work / "cold", ignore_errors=True)
            return self.cargo(self.crate, *arguments, target="cold")

        return medians(LONG_RUNS, once)

    def rows(self):
        anew = medians(RUNS, self.anew)
        again = medians(RUNS, lambda: self.generate(self.crate))
        self.table.figure("lines of Rust in src/", lines(self.crate / "src"))
        self.table.row("generate", *anew)
        quarter = (round(anew[0] / 4, 2), None) if self.table.targets else None
        self.table.row("generate, nothing changed", *again, target=quarter)
        operations = sum(path.read_text().count("rt::operation!(") for path in self.crate.glob("src/operations/**/*.rs"))
        self.table.figure("operations in it", operations)

        every = tags(self.crate)
        joined = ",".join(every)
        for halves in ("client", "client,server", "client,server,serde"):
            self.attempt(f"check: {halves}", lambda: self.check(f"{halves},{joined}"))
        self.attempt("check: client, with unreached types", self.unreached)
        if every:
            largest, median = every[0], every[len(every) // 2]
            self.attempt("check: largest tag alone", lambda: self.check(f"client,{largest}"), f" (`{largest}`)")
            self.attempt("check: median tag alone", lambda: self.check(f"client,{median}"), f" (`{median}`)")

        release = ["build", "--quiet", "--release", "--lib", "--no-default-features", "--features", f"client,{joined}"]
        self.attempt("release build: client", lambda: self.cold(*release))
        rlib = self.work / "cold" / "release" / "liblarge.rlib"
        if rlib.exists():
            self.table.figure("rlib of the release build, MB", round(rlib.stat().st_size / 1e6))
        proof = ["test", "--quiet", "--no-run", "--features", "server", "--test", "proof"]
        self.attempt("build of the proof", lambda: self.cold(*proof))
        if os.environ.get("PEERS") == "1":
            self.peers()

    def attempt(self, what, measure, note=""):
        try:
            self.table.row(what, *measure(), note=note)
        except Failed as error:
            sys.stderr.write(f"failed: {error}\n")
            self.table.failed(what)

    def unreached(self):
        """The types that no operation reaches are printed only where a workspace's table asks for it."""
        workspace = self.work / "unreached"
        workspace.mkdir()
        runtime, document = json.dumps(str(ROOT / "runtime")), json.dumps(str(self.document))
        (workspace / "Cargo.toml").write_text(
            "[workspace]\nmembers = [\"large\"]\n"
            f"[workspace.metadata.specwright]\nout = \".\"\nruntime-path = {runtime}\n"
            f"[workspace.metadata.specwright.apis.large]\nspec = {document}\n"
            "skip-unsupported = true\nunreached-types = true\n"
        )
        shutil.copy(ROOT / "Cargo.lock", workspace / "Cargo.lock")
        (workspace / "large").mkdir()
        subprocess.run([self.specwright, "generate", "--quiet"], cwd=workspace, check=True)
        crate = workspace / "large"
        shutil.copy(ROOT / "Cargo.lock", crate / "Cargo.lock")
        self.table.figure("lines of Rust with unreached types", lines(crate / "src"))
        return self.check("client," + ",".join(tags(crate)), crate)

    def peers(self):
        """openapi-generator's crate of the same document: its lines, and a check of it."""
        if shutil.which("npx") is None:
            print("\nPEERS: skipped, npx is not installed.")
            return
        crate = self.work / "peer"
        command = ["npx", "--no-install", "@openapitools/openapi-generator-cli", "generate", "-g", "rust"]
        command += ["-i", self.document, "-o", crate, "--skip-validate-spec"]
        try:
            cost = measured(command)
            self.table.row("openapi-generator: generate", *cost)
            self.table.figure("openapi-generator: lines of Rust", lines(crate / "src"))
            self.cargo(crate, "fetch", "--quiet", target="peer")
            self.table.row("openapi-generator: check with dependencies", *self.cargo(crate, "check", "--quiet", target="peer"))
        except Failed as error:
            print(f"\nPEERS: skipped, failed: {error}")


def json_title(document):
    """The title of a document in JSON."""
    try:
        return json.loads(pathlib.Path(document).read_text()).get("info", {}).get("title")
    except ValueError:
        return None


def main():
    specwright, document = map(pathlib.Path, sys.argv[1:3])
    version = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    settings = f"RUNS={RUNS} LONG_RUNS={LONG_RUNS}"
    print(f"`{settings} benches/large.sh {document.name}`, {datetime.date.today()}, {version}.\n")
    with tempfile.TemporaryDirectory(prefix="specwright-large-") as work:
        Bench(specwright, document, pathlib.Path(work)).rows()


if __name__ == "__main__":
    main()
