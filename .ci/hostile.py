#!/usr/bin/env python3
"""Plans, packs, PDFs and directories that try to break out: each command ends in time, within its memory, with 0, 1 or 2, and
neither reads nor writes what lies outside.

    hostile.py PROGRAM DIRECTORY BUILT.pdf
"""
import concurrent.futures, hashlib, os, pathlib, shutil, struct, subprocess, sys, time, zlib

program, directory, built = (pathlib.Path(given).resolve() for given in sys.argv[1:4])
root = pathlib.Path(__file__).resolve().parent.parent
SECONDS, MEMORY = 180, 2 << 30  # a debug build takes some ten times as long as a release
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


def table(*csv):
    tables = "".join(f'[[appendices.tables]]\nid = "t{at}"\ncsv = "{name}"\ncolumns = [{{ id = "ten", title = "Tên" }}]\n'
                     for at, name in enumerate(csv))
    return f'{base}\n[[appendices]]\nid = "a"\ntitle = "A"\n{tables}'


def rows(count, row='{ ten = "x" }'):
    return table("x").replace('csv = "x"', f"rows = [{', '.join([row] * count)}]")


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
    "one-footnote": prose("a[^1] " * 5_000 + "\n\n[^1]: " + "chú thích " * 10_000),
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
    "many-targets": many(target),
    "targets": many(target, 2_000) + '[[sections]]\nid = "x"\ntitle = "X"\nshow = { targets = "list" }\n',
    "tasks": many(task, 3_000) + '[[sections]]\nid = "x"\ntitle = "X"\nshow = { tasks = "table" }\n',
    "one-file-in-a-hundred-tables": table(*["long.csv"] * 100),
    "a-hundred-files": table(*[f"long-{at}.csv" for at in range(20)]),
    "many-rows": rows(200_000),
    "wrong-rows": rows(200_000, '["x"]'),
    "clusters": prose(("a" + "\u0301\u0323" * 900 + " ") * 50),
    "loose-letters": prose("e\u0302\u0301 " * 100_000),
    "references": prose("khoản 2 Mục IV " * 15_000),
    "findings-on-one-line": prose(" ,, ;; " * 15_000),
    "typos": prose("khắc phuc xử lí 95% ngày 31/02/2026 " * 3_000),
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


before, failures, times = snapshot(outside), [], []
# As many programs at a time as there are processors.
workers = concurrent.futures.ThreadPoolExecutor(os.cpu_count())


LIMITED = ["sh", "-c", f'ulimit -v {MEMORY // 1024} && exec "$@"', "sh"]


def run(name, *arguments, exits=(0, 1, 2), says=None, at=None, names=False):
    start = time.monotonic()
    try:
        done = subprocess.run([*LIMITED, program, *map(str, arguments)], cwd=at or inside, capture_output=True,
                              timeout=SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        failures.append(f"{name}: {arguments[0]} did not end in {SECONDS} s")
        return
    times.append((time.monotonic() - start, f"{name}: {arguments[0]}"))
    output = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode not in exits:
        failures.append(f"{name}: {arguments[0]} ended with {done.returncode}: {output[:300]}")
    if done.returncode == 1 and not output:
        failures.append(f"{name}: {arguments[0]} says nothing")
    # These print what a file says, for programs and for git: to the letter.
    product = {"show"} & {str(argument) for argument in arguments}
    # SARIF lists all rules; what was found names its rule.
    failed = '"ruleId": "DL025"' if "sarif" in arguments else "DL025"
    for sign in ("panicked", "trục trặc", failed, "\x1b", "\x07", *(() if product else ("\u202e",))):
        if sign in output:
            failures.append(f"{name}: {arguments[0]} shows {sign!r}")
    # A name at the start of a line is no command of GitHub, and a name is in one line.
    if names and "github" not in arguments and any(line.lstrip().startswith("::") for line in output.splitlines()):
        failures.append(f"{name}: a name is a command")
    if names and any(sign in output for sign in "\x1b\x07\u202e"):
        failures.append(f"{name}: a name is shown as it is")
    if SECRET in output:
        failures.append(f"{name}: {arguments[0]} read outside")
    if says and says not in output:
        failures.append(f"{name}: {arguments[0]} does not say «{says}»: {output[:300]}")


def all_of(name, content):
    place = inside / name
    place.mkdir()
    plan = place / "plan.toml"
    plan.write_bytes(content if isinstance(content, bytes) else content.encode())
    (place / "link.csv").symlink_to(outside / "secret.csv")
    (place / "pipe.csv").symlink_to(outside / "pipe")
    (place / "linked").symlink_to(outside)
    (place / "long.csv").write_text("ten\n" + "a\n" * 200_000)
    if "long-0.csv" in plan.read_text(errors="replace"):
        for at in range(20):
            (place / f"long-{at}.csv").write_text("ten\n" + "a" * 4_000_000)
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
    shutil.rmtree(place / "out-typ", ignore_errors=True)


(inside / "base.toml").write_text(base)
for done in [workers.submit(all_of, name, content) for name, content in plans.items()]:
    done.result()

# What is no file, in the place of one: whoever opens it waits until the time is up.
for kind, arguments in {
    "plan.toml": ["check", "."],
    "kehoach.toml": ["check", "plan.toml"],
    "a.pdf": ["verify", "a.pdf"],
    "plans/haiphong/city.toml": ["check", "plan.toml", "--packs", "plans"],
    "main.typ.tera": ["build", "plan.toml", "--format", "typ", "-o", "out", "--templates", "."],
}.items():
    for how in ("pipe", "link"):
        place = inside / f"{how}-{kind.replace('/', '-')}"
        (place / kind).parent.mkdir(parents=True)
        (place / "plan.toml").write_text(base)
        (place / kind).unlink(missing_ok=True)
        somewhere = (place / kind).with_name("somewhere")
        os.mkfifo(place / kind if how == "pipe" else somewhere)
        if how == "link":
            (place / kind).symlink_to(somewhere)
        run(f"{how} {kind}", *arguments, exits=(2,), says="không phải tệp thường", at=place)
os.mkfifo(inside / "sidecar.ky.json")
shutil.copy(built, inside / "sidecar.pdf")
run("pipe sidecar", "verify", "sidecar.pdf")

# A template that loops, and an engine that does not come to an end.
endless = inside / "endless"
endless.mkdir()
(endless / "main.typ.tera").write_text("{% for a in range(end=1000) %}" * 6 + "{% endfor %}" * 6)
run("endless template", "build", "base.toml", "--format", "typ", "-o", "endless-typ", "--templates", endless, exits=(2,),
    says="nên bị dừng")

# Names that are commands where they are shown: of a terminal, of GitHub, of Markdown and of XML.
names = inside / "names"
for name in ("\x1b[31m", "\u202ea", "a\n::error file=x::y", "::error::y", "<script>", "a|b`c", "@all www.a.vn", "a\x07b"):
    (names / name).mkdir(parents=True)
    (names / name / "plan.toml").write_text(base.replace("subject =", "subjekt ="))
    (names / name / "b\x1b.csv").write_text("x")
for shape in ("human", "short", "json", "jsonl", "sarif", "github", "junit", "markdown"):
    run(f"names in {shape}", "check", ".", "--format", shape, at=names, exits=(1,), names=True)
for arguments in (["fmt", "--check", "."], ["check", "--fix", "--dry-run", "."], ["diff", ".", "../base.toml"],
                  ["diff", ".", "."], ["check", "--packs", "."], ["build", "@all www.a.vn"]):
    run(f"names in {arguments[0]}", *arguments, at=names, names=True)
shutil.rmtree(names)  # other tools read this directory

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
def pdf(*revisions):
    """A file of revisions, each of them objects by their numbers."""
    out, start, size = bytearray(b"%PDF-1.7\n"), None, 0
    for objects in revisions:
        places = {}
        for number, value in sorted(objects.items()):
            places[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, value)
        size = max(size, max(objects) + 1)
        table = len(out)
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places.items())
        out += b"trailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF\n" % (
            size, b"" if start is None else b" /Prev %d" % start, table)
        start = table
    return bytes(out)


def page(extra=b""):
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R%b >>" % (b" /AcroForm 4 0 R" if b"Annots" in extra else b""),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %b >>" % extra,
    }


def fields(first, count):
    every = b" ".join(b"%d 0 R" % (first + at) for at in range(count))
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (f%d) /Rect [0 0 0 0] >>"
    return {**page(b"/Annots [%b]" % every), 4: b"<< /Fields [%b] >>" % every,
            **{first + at: field % (first + at) for at in range(count)}}


def stream(data, extra=b""):
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), extra, data)


def shown(drawing, resources=b"", **objects):
    """A page that is empty at first, and then draws. Objects by their numbers, `o5` being the first one that is free."""
    objects = {int(name[1:]): value for name, value in objects.items()}
    return pdf(page(b"/Contents 4 0 R") | {4: stream(b"")},
               page(b"/Contents 4 0 R /Resources << %b >>" % resources) | {4: stream(drawing), **objects})


def picture(data, keys):
    """A page that shows a picture of 16 by 16 pixels, by its own words."""
    head = b"/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
    return shown(b"q 100 0 0 100 100 100 cm /I Do Q", b"/XObject << /I 5 0 R >>", o5=stream(data, head + keys))


def jpeg_2000(side):
    """The head of a picture with so many pixels on a side, and no pixels."""
    size = struct.pack(">HIIIIIIIIH", 0, side, side, 0, 0, side, side, 0, 0, 3) + b"\7\1\1" * 3
    parts = [(0xFF51, size), (0xFF52, bytes([0, 0, 0, 1, 1, 5, 4, 4, 0, 1])), (0xFF5C, b"\x40" + b"\x48" * 16),
             (0xFF90, struct.pack(">HIBB", 0, 0, 0, 1))]
    heads = b"".join(struct.pack(">HH", mark, len(data) + 2) + data for mark, data in parts)
    return b"\xff\x4f" + heads + b"\xff\x93" + b"\0" * 100 + b"\xff\xd9"


def form(drawing, resources):
    return stream(drawing, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %b >>" % resources)


whole = built.read_bytes()
packed = zlib.compress(b"\0" * (60 << 20), 9)
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
    "fields": pdf(fields(5, 20_000), fields(20_005, 20_000)),
    "pages": pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>",
                  2: b"<< /Type /Pages /Count 15000 /Kids [%b] >>" % b" ".join(b"%d 0 R" % at for at in range(3, 15_003)),
                  **{at: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>" for at in range(3, 15_003)}},
                 {3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 843] >>"}),
    "objects": pdf({**page(), **{at: b"1" for at in range(4, 300_000)}}, *[{3: page()[3]}] * 20),
    "values": pdf({**page(), 4: b"[%b]" % (b"0 " * 6_000_000)}),
    "revisions": pdf(page(), *[{3: page()[3]}] * 200),
    "contents": pdf(page(b"/Contents 4 0 R") | {4: stream(b"")},
                    page(b"/Contents [%b]" % (b"5 0 R " * 1_000)) | {5: stream(packed, b"/Filter /FlateDecode")}),
    "object-streams": pdf({**page(), **{at: stream(packed, b"/Type /ObjStm /N 0 /First 0 /Filter /FlateDecode")
                                        for at in range(4, 60)}}),
    "drawing": pdf(page(b"/Contents 4 0 R") | {4: stream(b"")},
                   {4: stream(b"0 0 m 500 800 l 500 0 l f\n" * 100_000)}),
    # What a renderer follows, unpacks or makes room for because the file says so.
    "jpeg-2000": picture(jpeg_2000(60_000), b"/Filter /JPXDecode"),
    "predictor": picture(zlib.compress(b"1"), b"/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 2000000000 >>"),
    "no-columns": picture(zlib.compress(b"1"), b"/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 0 >>"),
    "short-name": picture(packed, b"/Filter /Fl"),
    "fax": shown(b"q 9 0 0 9 9 9 cm BI /W 16 /H 16 /CS /G /BPC 1 /F /CCF /DP << /K -1 /Columns 2000000000 >> ID "
                 + b"\xff" * 4_000 + b" EI Q"),
    "filter-elsewhere": pdf(page(b"/Contents 4 0 R") | {4: stream(b"")},
                            page(b"/Contents 4 0 R") | {4: stream(packed, b"/Filter 5 0 R"), 5: b"/FlateDecode"}),
    "saved-states": shown(b"q " * 3_000_000),
    "dashes": shown(b"[0.00001] 0 d 0 0 m 500 800 l S"),
    "form-in-itself": shown(b"/X Do", b"/XObject << /X 5 0 R >>", o5=form(b"/X Do /X Do", b"/XObject << /X 5 0 R >>")),
    "pattern-in-itself": shown(b"/Pattern cs /P scn 0 0 500 800 re f", b"/Pattern << /P 5 0 R >>",
                               o5=stream(b"/Pattern cs /P scn 0 0 9 9 re f",
                                         b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9]"
                                         b" /XStep 9 /YStep 9 /Resources << /Pattern << /P 5 0 R >> >>")),
    "glyph-in-itself": shown(b"BT /F 9 Tf (aa) Tj ET", b"/Font << /F 5 0 R >>",
                             o5=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97"
                                b" /LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >>"
                                b" /Resources << /Font << /F 5 0 R >> >> >>",
                             o6=stream(b"1 0 d0 BT /F 1 Tf (aa) Tj ET")),
    "circle": whole + b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
              % (len(whole) + 1, len(whole) + 1),
}
def verified(name, content):
    (inside / f"{name}.pdf").write_bytes(content)
    (inside / f"{name}.ky.json").write_text("[" * 100_000)
    run(f"pdf-{name}", "verify", f"{name}.pdf")
    run(f"pdf-{name}", "verify", f"{name}.pdf", "--built", built)
    run(f"pdf-{name}", "verify", built, "--built", f"{name}.pdf")
    run(f"pdf-{name}", "verify", f"{name}.pdf", "--report", f"{name}.html")


for done in [workers.submit(verified, name, content) for name, content in pdfs.items()]:
    done.result()
# A page that is never done: its time ends, and so does whoever draws it.
mesh = (b"/ShadingType 5 /VerticesPerRow 2000000000 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8"
        b" /Decode [0 99 0 99 0 1 0 1 0 1] /Filter /FlateDecode")
(inside / "endless.pdf").write_bytes(shown(b"/S sh " * 100, b"/Shading << /S 5 0 R >>",
                                           o5=stream(zlib.compress(b"\0\x10\x20\x30\x40\x50\x60\x70" * 2_000_000), mesh)))
run("pdf-endless", "verify", "endless.pdf", exits=(1,))
if subprocess.run(["pgrep", "-f", "kehoach --draw-pages"], capture_output=True).returncode == 0:
    failures.append("pdf-endless: somebody still draws")
(inside / "huge.pdf").write_bytes(b"%PDF-1.7\n")
os.truncate(inside / "huge.pdf", 2 << 30)  # a hole: it takes no room
run("pdf-huge", "verify", "huge.pdf", exits=(2,), says="lớn hơn")

if snapshot(outside) != before:
    failures.append("something outside was written")
print(f"{len(plans)} plans, {len(pdfs) + 1} PDFs; slowest: "
      + "; ".join(f"{what} {took:.1f} s" for took, what in sorted(times, reverse=True)[:5]))
sys.exit("\n".join(failures) if failures else 0)
