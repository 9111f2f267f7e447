#!/usr/bin/env python3
"""Plans, packs, PDFs and directories that try to break out: each command ends in time, within its memory, with 0, 1 or 2, and
neither reads nor writes what lies outside.

    hostile.py PROGRAM DIRECTORY BUILT.pdf
"""
import hashlib, os, pathlib, resource, shutil, subprocess, sys, time, zlib

program, directory, built = (pathlib.Path(given).resolve() for given in sys.argv[1:4])
root = pathlib.Path(__file__).resolve().parent.parent
SECONDS, MEMORY = 300, 4 << 30  # generous: the program may be a debug build
SECRET = "khong-ai-duoc-doc-7d1f"
base = (root / "tests/findings/passing/DL003-only-what-is-required.toml").read_text()

shutil.rmtree(directory, ignore_errors=True)
inside, outside = directory / "inside", directory / "outside"
inside.mkdir(parents=True)
outside.mkdir()
(outside / "secret.toml").write_text(f"{SECRET} = 1\n")
(outside / "secret.csv").write_text(f"ten\n{SECRET}\n")
(outside / "kehoach.toml").write_text(f"{SECRET} = 1\n")
os.mkfifo(outside / "pipe")  # whoever opens it waits until the time is up


def prose(text):
    return f"{base}\n[[sections]]\nid = \"x\"\ntitle = \"X\"\ntext = '''\n{text}'''\n"


def table(csv):
    return (f'{base}\n[[appendices]]\nid = "a"\ntitle = "A"\n[[appendices.tables]]\nid = "t"\ncsv = "{csv}"\n'
            'columns = [{ id = "ten", title = "Tên" }]\n')


def many(item, count=10_000):
    return base + "".join(item.replace("@", str(at)) for at in range(count))


target = '[[targets]]\nid = "t@"\ntext = "Chỉ tiêu @ đạt {promise}"\npromise = { op = ">=", value = 50, unit = "%", by = "2026" }\n'
task = '[[tasks]]\nid = "v@"\ntext = "Việc @"\nlead = "van-phong"\ndue = "2026"\n'
plans = {
    "loops": prose("{% for a in [1,2,3,4,5,6,7,8,9,0] %}" * 12 + "{% endfor %}" * 12),
    "doubling": prose('{% set a = "x" %}' + "{% set a = a ~ a %}" * 60),
    "replacing": prose('{{ "aaaaaaaaaa"' + ' | replace(from="a", to="aaaaaaaaaa")' * 12 + " }}"),
    "range": prose("{{ range(end=100000000000) | length }}"),
    "parentheses": prose("{{ " + "(" * 20_000 + ")" * 20_000 + " }}"),
    "conditions": prose("{% if true %}" * 20_000 + "{% endif %}" * 20_000),
    "quotations": prose("> " * 20_000 + "x"),
    "lists": prose("".join("  " * at + "- a\n" for at in range(1_000))),
    "emphasis": prose("*a **b " * 20_000),
    "brackets": prose("[" * 20_000),
    "footnotes": prose("a[^40]\n\n[^0]: x\n\n" + "".join(f"[^{at}]: [^{at - 1}] [^{at - 1}]\n\n" for at in range(1, 41))),
    "one-footnote": prose("a[^1] " * 20_000 + "\n\n[^1]: " + "chú thích " * 10_000),
    "typst": prose('#read("/etc/passwd") #import "@preview/a:1.0.0" \\#panic() $x$ <a> @b'),
    "include": prose('{% include "../outside/secret.toml" %}'),
    "nested-arrays": base + "x = " + "[" * 100_000,
    "nested-tables": base + "x = " + "{ a = " * 100_000,
    "dotted-key": base + "[" + ".".join(["a"] * 100_000) + "]\n",
    "numbers": base.replace("value = 95", "value = 1e308").replace("schema = 1", "schema = 99999999999999999999"),
    "ten-megabytes": base.replace("Mục tiêu", "x" * 10_000_000),
    "long-word": prose("x" * 3_000_000),
    "long-line": prose("Nội dung dài. " * 150_000),
    "unknown-keys": many("k@ = 1\n", 20_000),
    "targets": many(target) + '[[sections]]\nid = "x"\ntitle = "X"\nshow = { targets = "list" }\n',
    "tasks": many(task, 3_000) + '[[sections]]\nid = "x"\ntitle = "X"\nshow = { tasks = "table" }\n',
    "characters": prose("\u202e x \u2066 \U000e0041 \u200b \ufeff \ue000 漢 😀 e\u0302\u0301"),
    "all-characters": prose("".join(chr(at) for at in range(0x4E00, 0x9FA6))),
    "controls": base.replace('"Mục tiêu"', '"\\u001b]0;x\\u0007\\u009b31m"') + '"\\u001b[31m" = 1\n',
    "csv-above": table("../outside/secret.csv"),
    "csv-absolute": table(str(outside / "secret.csv")),
    "csv-link": table("link.csv"),
    "csv-pipe": table("pipe.csv"),
    "csv-directory-link": table("linked/secret.csv"),
    "bytes": b"\x00\xff\xfe" * 1_000,
    "empty": b"",
}


def snapshot(top):
    seen = {}
    for path in sorted(top.rglob("*")):
        kind = "link" if path.is_symlink() else "file" if path.is_file() else "other"
        seen[str(path)] = (kind, hashlib.sha256(path.read_bytes()).hexdigest() if kind == "file" else "")
    return seen


before, failures, slowest = snapshot(outside), [], (0, "")


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(name, *arguments, exits=(0, 1, 2), says=None):
    global slowest
    start = time.monotonic()
    try:
        done = subprocess.run([program, *map(str, arguments)], cwd=inside, capture_output=True, timeout=SECONDS,
                              preexec_fn=limited, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        failures.append(f"{name}: {arguments[0]} did not end in {SECONDS} s")
        return
    slowest = max(slowest, (time.monotonic() - start, f"{name}: {arguments[0]}"))
    output = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode not in exits:
        failures.append(f"{name}: {arguments[0]} ended with {done.returncode}: {output[:300]}")
    if done.returncode == 1 and not output:
        failures.append(f"{name}: {arguments[0]} says nothing")
    # These print what a file says, for programs and for git: to the letter.
    product = {"fmt", "show", "sarif", "--fix"} & {str(argument) for argument in arguments}
    for sign in ("panicked", "trục trặc", *(() if product else ("DL025", "\x1b", "\x07", "\u202e"))):
        if sign in output:
            failures.append(f"{name}: {arguments[0]} shows {sign!r}")
    if SECRET in output:
        failures.append(f"{name}: {arguments[0]} read outside")
    if says and says not in output:
        failures.append(f"{name}: {arguments[0]} does not say «{says}»: {output[:300]}")


(inside / "base.toml").write_text(base)
for name, content in plans.items():
    place = inside / name
    place.mkdir()
    plan = place / "plan.toml"
    plan.write_bytes(content if isinstance(content, bytes) else content.encode())
    (place / "link.csv").symlink_to(outside / "secret.csv")
    (place / "pipe.csv").symlink_to(outside / "pipe")
    (place / "linked").symlink_to(outside)
    run(name, "check", plan)
    run(name, "check", plan, "--format", "sarif")
    run(name, "build", plan, "-o", place / "out.pdf")
    run(name, "build", plan, "--draft", "--format", "typ", "-o", place / "out-typ")
    run(name, "show", plan)
    run(name, "diff", "base.toml", plan)
    run(name, "fmt", "--check", plan)
    run(name, "check", "--fix", "--dry-run", plan)
    for made in [place / "out.pdf", *place.glob("out-typ/*")]:
        if made.is_file() and SECRET.encode() in made.read_bytes():
            failures.append(f"{name}: {made.name} holds what is outside")

# Directories whose files are links to other people's.
for kind, link, aim in [("plan", "plan.toml", "secret.toml"), ("project", "kehoach.toml", "kehoach.toml")]:
    place = inside / f"linked-{kind}"
    place.mkdir()
    (place / "plan.toml").write_text(base) if kind == "project" else None
    (place / link).symlink_to(outside / aim)
    for arguments in (["check", place], ["check", "--fix", place], ["fmt", place]):
        run(f"linked-{kind}", *arguments, says="dẫn ra ngoài" if kind == "plan" or arguments[0] == "check" else None)

# A project is written where it belongs, not where a link in it leads.
(inside / "linked-out").mkdir()
(inside / "linked-out" / "nd30").symlink_to(outside)
run("linked-out", "build", "base.toml", "--format", "typ", "-o", "linked-out", exits=(2,), says="không phải thư mục")

# Packs.
for name, content in {"bytes": b"\xff\xfe", "nested": b"x = " + b"[" * 100_000, "large": b"#" * 5_000_000}.items():
    city = inside / "packs" / name / "haiphong"
    city.mkdir(parents=True)
    (city / "agencies.toml").write_bytes(content)
    (city / "documents.toml").symlink_to(outside / "secret.toml")
    run(f"packs-{name}", "check", "base.toml", "--packs", city.parent, exits=(1, 2))

# PDFs.
whole = built.read_bytes()
bomb = zlib.compress(b"\0" * (1 << 30), 9)
pdfs = {
    "empty": b"",
    "header": b"%PDF-1.7\n",
    "half": whole[: len(whole) // 2],
    "flipped": bytes(byte ^ 1 if at % 997 == 0 else byte for at, byte in enumerate(whole)),
    "endings": whole + b"startxref\n1\n%%EOF\n" * 100_000,
    "nested": whole + b"\n9999 0 obj\n" + b"[" * 1_000_000 + b"\nendobj\nstartxref\n1\n%%EOF\n",
    "bomb": b"%%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
            % len(bomb) + bomb + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n",
    "circle": whole + b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
              % (len(whole) + 1, len(whole) + 1),
}
for name, content in pdfs.items():
    (inside / f"{name}.pdf").write_bytes(content)
    (inside / f"{name}.ky.json").write_text("[" * 100_000)
    run(f"pdf-{name}", "verify", f"{name}.pdf")
    run(f"pdf-{name}", "verify", f"{name}.pdf", "--built", built)
    run(f"pdf-{name}", "verify", built, "--built", f"{name}.pdf")
(inside / "huge.pdf").write_bytes(b"%PDF-1.7\n")
os.truncate(inside / "huge.pdf", 2 << 30)  # a hole: it takes no room
run("pdf-huge", "verify", "huge.pdf", exits=(2,), says="lớn hơn")

if snapshot(outside) != before:
    failures.append("something outside was written")
print(f"{len(plans)} plans, {len(pdfs) + 1} PDFs; slowest: {slowest[1]}, {slowest[0]:.1f} s")
sys.exit("\n".join(failures) if failures else 0)
