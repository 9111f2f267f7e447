"""Appended regions, bent at random: what is accepted must look like the built file."""

import re
import time

from . import hostile, pdf
from .pdf import AGENCY, SIGNER, raw, region


def seeds(built, leader, clerk):
    """Signed files, and where their last region, which no signature covers, begins."""
    one = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER])
    two = pdf.sign(one, clerk, AGENCY, built.fields[AGENCY])
    fresh = pdf.size(two)
    copies = [(number, raw(two, number)) for number in (built.root, built.tree, built.pages[0], built.pages[-1], built.form, built.fields[SIGNER])]
    dss = (built.root, pdf.with_key(raw(two, built.root), b"DSS", b"%d 0 R" % fresh))
    some = [dss, *copies[1:], (built.content, built.copy()), (fresh, b"<</Type/DSS/Certs[%d 0 R]>>" % (fresh + 1)), (fresh + 1, pdf.stream(b"\x30\x03\x02\x01\x05"))]
    yield len(two), region(two, some)
    yield len(two), hostile.xref_stream(two, [(built.content, built.copy())], some[:6] + some[7:8])
    yield len(two), region(region(two, copies), some)
    hidden = pdf.stream(hostile.other_text(built))
    yield len(two), region(two, [*copies, (fresh, hidden), (fresh + 1, raw(two, built.pages[0]))])


TOKEN = re.compile(rb"\d+ \d+ R|\d+ 0 obj|\d+|/[A-Za-z]+|<<|>>|\[|\]|endobj|stream|endstream|xref|trailer|startxref|%%EOF|\n")


def bent(random, data, start):
    """One to three changes of the last region."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        tail = bytes(out[start:])
        tokens = list(TOKEN.finditer(tail))
        if not tokens:
            break
        way = random.randrange(9)
        one, other = random.choice(tokens), random.choice(tokens)
        a, b = start + one.start(), start + one.end()
        if way == 0:
            out[a:b] = other.group()
        elif way == 1:
            out[a:a] = other.group()
        elif way == 2:
            del out[a:b]
        elif way == 3 and one.group().isdigit():
            value = max(0, int(one.group()) + random.choice((-1, 1, -2, 2, 10, -10, 256, 65536)))
            out[a:b] = b"%0*d" % (b - a, value)
        elif way == 4:
            out[random.randrange(start, len(out))] = random.choice(b"\x00\n\r %()<>[]/+-.0159Rnf\xff")
        elif way == 5:
            at = random.randrange(start, len(out))
            length = random.randrange(1, 40)
            out[a:a] = out[at : at + length]
        elif way == 6:
            refs = [token for token in tokens if token.group().endswith(b" R")]
            if len(refs) > 1:
                left, right = random.choice(refs), random.choice(refs)
                out[start + left.start() : start + left.end()] = right.group()
        elif way == 7:
            # Numbers of the same width change places: offsets and lengths stay.
            digits = [token for token in tokens if token.group().isdigit()]
            left, right = random.choice(digits), random.choice(digits)
            if len(left.group()) == len(right.group()):
                out[start + left.start() : start + left.end()] = right.group()
        else:
            del out[a : a + random.randrange(1, 6)]
    return bytes(out)


def run(given, built, judge, leader, clerk, verify, random):
    """Returns 1 if an accepted mutant shows anything else."""
    import concurrent.futures

    all_seeds = list(seeds(built, leader, clerk))
    for at, (_, seed) in enumerate(all_seeds):
        code, said = verify(given.program, given.directory, f"seed{at}", seed, built, {})
        if code != 0:
            print(f"the seed {at} itself is refused:\n{said}")
            return 1
    ends = time.monotonic() + given.seconds if given.seconds else None
    total, accepted, different, crashed = 0, 0, 0, 0

    def one(task):
        name, made = task
        code, said = verify(given.program, given.directory, name, made, built, {})
        return made, name, code, said, judge.differs(made) if code == 0 else []

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        while (not given.mutants or total < given.mutants) and (not ends or time.monotonic() < ends):
            tasks = []
            for at in range(20):
                start, seed = random.choice(all_seeds)
                tasks.append((f"mutant{at}", bent(random, seed, start)))
            for made, name, code, said, shown in pool.map(one, tasks):
                total += 1
                accepted += code == 0
                bad = shown or code not in (0, 1, 2) or "panic" in said
                if bad:
                    kept = given.directory / f"bad-{given.seed}-{total}.pdf"
                    kept.write_bytes(made)
                    print(f"{kept}: code {code}, {shown}\n{said if code not in (0, 1, 2) else ''}")
                different += bool(shown)
                crashed += code not in (0, 1, 2)
    print(f"{total} mutants: {accepted} accepted, {different} of them look different; {crashed} crashes (seed {given.seed})")
    return int(different + crashed > 0)
