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
    with tempfile.TemporaryDirectory() as directory:
        pdf, sidecar = pathlib.Path(directory, "plan.pdf"), pathlib.Path(directory, "plan.ky.json")
        # Two documents that differ in one thing take turns.
        turns = [["--seal-diameter", "34"], ["--seal-diameter", "38"]]

        def command(turn):
            return [program, "build", plan, "-o", pdf, *turns[turn]]

        whole, times = [], []
        for turn in [0, 1, 0, 1]:
            started = time.monotonic()
            subprocess.run(command(turn), check=True, capture_output=True)
            times.append(time.monotonic() - started)
            whole.append((pdf.read_bytes(), sidecar.read_bytes()))
        moments = random.Random(30)
        builds = killed = 0
        while killed < TIMES:
            builds += 1
            if builds > 10 * TIMES:
                sys.exit(f"kill.py: of {builds} builds only {killed} could be killed")
            running = subprocess.Popen(command(builds % 2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Many moments lie about the end, where the files are written.
            time.sleep(min(times) * moments.choice([moments.uniform(0, 1), moments.uniform(0.8, 1.1)]))
            running.send_signal(signal.SIGKILL)
            killed += running.wait() == -signal.SIGKILL
            found = (pdf.read_bytes(), sidecar.read_bytes())
            if found[0] not in [one[0] for one in whole] or found[1] not in [one[1] for one in whole]:
                sys.exit(f"kill.py: after build {builds}, a file is neither the old one nor the new one")
            pair = json.loads(found[1])["pdf"]["sha256"] == hashlib.sha256(found[0]).hexdigest()
            if pair != (found in whole):
                sys.exit(f"kill.py: after build {builds}, PDF and sidecar do not belong together, and it does not show")
        print(f"kill.py: {killed} of {builds} builds killed; every file whole")


main()
