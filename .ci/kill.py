#!/usr/bin/env python3
"""Kills a build at a hundred moments: the PDF is the old one or the new one, whole, and so is its sidecar.

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

TIMES = 100


def main():
    program, plan = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        pdf, sidecar = pathlib.Path(folder, "plan.pdf"), pathlib.Path(folder, "plan.ky.json")
        # Two documents that differ in one thing take turns.
        turns = [["--seal-diameter", "34"], ["--seal-diameter", "38"]]

        def command(turn):
            return [program, "build", plan, "-o", pdf, *turns[turn]]

        whole = []
        longest = 0.0
        for turn in [0, 1]:
            started = time.monotonic()
            subprocess.run(command(turn), check=True, capture_output=True)
            longest = max(longest, time.monotonic() - started)
            whole.append((pdf.read_bytes(), sidecar.read_bytes()))
        moments = random.Random(30)
        seen = {}
        for at in range(TIMES):
            running = subprocess.Popen(command(at % 2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Most moments lie about the end, where the files are written.
            time.sleep(longest * moments.choice([moments.uniform(0, 1.1), moments.gauss(0.9, 0.1)]) if at else 0)
            running.send_signal(signal.SIGKILL)
            running.wait()
            found = (pdf.read_bytes(), sidecar.read_bytes())
            if found[0] not in [one[0] for one in whole] or found[1] not in [one[1] for one in whole]:
                sys.exit(f"kill.py: after kill {at}, a file is neither the old one nor the new one")
            pair = json.loads(found[1])["pdf"]["sha256"] == hashlib.sha256(found[0]).hexdigest()
            if pair != (found in whole):
                sys.exit(f"kill.py: after kill {at}, PDF and sidecar do not belong together, and it does not show")
            kind = "ended" if running.returncode == 0 else "killed"
            seen[kind] = seen.get(kind, 0) + 1
        print(f"kill.py: {TIMES} builds, {seen}; every file whole")


main()
