#!/usr/bin/env python3
"""Ends builds at many moments, by a kill and by the signals that ask: the PDF is the old one or the new one, whole, and so is its sidecar. What
is asked to end leaves nothing behind; a kill leaves one temporary directory at most, which the next build removes and tells of. Then builds
run side by side: PDF and sidecar belong together.

Usage: kill.py PROGRAM PLAN
"""

import hashlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

# How many builds are to be ended by each signal.
TIMES = {signal.SIGKILL: 100, signal.SIGTERM: 30, signal.SIGHUP: 15, signal.SIGINT: 15}
INTERRUPTED = 130
ROUNDS = 10


def main():
    program, plan = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        pdf, sidecar = directory / "plan.pdf", directory / "plan.ky.json"
        # Two documents that differ in one thing take turns.
        turns = [["--seal-diameter", "34"], ["--seal-diameter", "38"]]

        def command(turn):
            return [program, "build", plan, "-o", pdf, *turns[turn]]

        def left():
            return [path for path in directory.iterdir() if path not in (pdf, sidecar)]

        def belong_together():
            return json.loads(sidecar.read_text())["pdf"]["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()

        whole, times = [], []
        for turn in [0, 1, 0, 1]:
            started = time.monotonic()
            subprocess.run(command(turn), check=True, capture_output=True)
            times.append(time.monotonic() - started)
            whole.append((pdf.read_bytes(), sidecar.read_bytes()))
        moments = random.Random(30)
        for how, wanted in TIMES.items():
            builds = ended = torn = remains = 0
            while ended < wanted:
                builds += 1
                if builds > 10 * wanted:
                    sys.exit(f"kill.py: of {builds} builds only {ended} could be ended by {how.name}")
                before = left()
                running = subprocess.Popen(command(builds % 2), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                # Many moments lie about the end, where the files are written.
                time.sleep(min(times) * moments.choice([moments.uniform(0, 1), moments.uniform(0.8, 1.1)]))
                running.send_signal(how)
                said = running.communicate()[1].decode()
                asked = running.returncode == INTERRUPTED
                # Before it listens, a program is ended by the system.
                ended += running.returncode == -how or asked
                found = (pdf.read_bytes(), sidecar.read_bytes())
                if found[0] not in [one[0] for one in whole] or found[1] not in [one[1] for one in whole]:
                    sys.exit(f"kill.py: after build {builds} ({how.name}), a file is neither the old one nor the new one")
                if belong_together() != (found in whole):
                    sys.exit(f"kill.py: after build {builds} ({how.name}), PDF and sidecar do not belong together, and it does not show")
                torn += found not in whole
                if len(left()) > 1 or (asked and found not in whole):
                    sys.exit(f"kill.py: after build {builds} ({how.name}): {left()}, a pair: {found in whole}")
                if asked and left() not in ([], before):
                    sys.exit(f"kill.py: {how.name} leaves {left()}")
                if running.returncode == 0 and (left() or any(path.name not in said for path in before)):
                    sys.exit(f"kill.py: {before} was not removed, or nobody was told: {said}")
                remains += bool(left())
            print(f"kill.py: {ended} of {builds} builds ended by {how.name}; every file whole, {torn} pairs cut in two, {remains} times something left")
        subprocess.run(command(0), check=True, capture_output=True)
        for turn in range(ROUNDS):
            builds = [subprocess.Popen(command(at % 2), stderr=subprocess.PIPE) for at in range(turn, turn + 3)]
            said = [build.communicate()[1].decode() for build in builds]
            if any(build.returncode for build in builds) or not belong_together() or left():
                sys.exit(f"kill.py: builds side by side: {said}, {left()}")
        print(f"kill.py: {ROUNDS} times three builds side by side; PDF and sidecar belong together")


main()
