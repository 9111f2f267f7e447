#!/usr/bin/env python3
"""What readers who do not see the pages get: two judges look at the tags of finished documents, of the examples and of a plan of
every form (tests/forms). No error, and no warning but those explained below, each of which is looked into before it passes.

    accessible.py PROGRAM DIRECTORY PDF...       run by a Python that has outloud and pdfua
"""
import json, pathlib, re, subprocess, sys, tomllib

import pikepdf

program, directory = (pathlib.Path(given).resolve() for given in sys.argv[1:3])
documents = [pathlib.Path(given).resolve() for given in sys.argv[3:]]
root = pathlib.Path(__file__).resolve().parent.parent
tools = pathlib.Path(sys.executable).parent


def forms():
    """Builds the plan of each form; returns the PDFs."""
    base = (root / "tests/mistakes/base.toml").read_text()
    for case in sorted((root / "tests/forms").glob("*.toml")):
        form = tomllib.loads(case.read_text())
        if form.get("codes"):
            continue  # a plan with a finding may be refused
        plan = base
        for old, new in form.get("put", []):
            plan = plan.replace(old, new)
        place = directory / case.stem
        place.mkdir(parents=True, exist_ok=True)
        (place / "plan.toml").write_text(f"{plan}\n{form.get('add', '')}")
        for name, text in form.get("files", {}).items():
            (place / name).write_text(text)
        made = place / "plan.pdf"
        subprocess.run([program, "build", place / "plan.toml", "-o", made], check=True, capture_output=True)
        yield made


def words(text):
    return re.findall(r"\w+", text)


class Tags:
    """The tables of a document: the pages that each is on, and the words of its heads."""

    def __init__(self, path):
        with pikepdf.open(path) as pdf:
            numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages, 1)}
            self.tables = list(self.find(pdf.Root.StructTreeRoot, numbers, None))
            self.title = str(pdf.docinfo.get("/Title", ""))
        output = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True).stdout.decode(errors="replace")
        heads = re.findall(r"^( *)TH\b.*\n((?:\1 .*\n)*)", output, re.M)
        self.heads = set(words(" ".join(re.sub(r'^ *\w+ \(.*\)|^ */.*', "", body, flags=re.M) for _, body in heads)))

    def find(self, element, numbers, page, pages=None):
        if isinstance(element, pikepdf.Array):
            for inner in element:
                yield from self.find(inner, numbers, page, pages)
        elif isinstance(element, pikepdf.Dictionary):
            if "/Pg" in element:
                page = numbers.get(element.Pg.objgen, page)
            own = pages
            if element.get("/S") == "/Table":
                own = set()
            if element.get("/Type") == "/MCR" and own is not None and page:
                own.add(page)
            if "/K" in element:
                yield from self.find(element.K, numbers, page, own)
            if element.get("/S") == "/Table":
                yield own
        elif pages is not None and page:  # a number of marked content on the page of its element
            pages.add(page)


def explained(finding, tags):
    """Why a message is no fault of the document; none if it is one."""
    rule, page = finding["rule"], finding.get("page")
    if rule == "TBL-014" and any(page in pages and len(pages) > 1 for pages in tags.tables):
        # The judge compares the grid of a page with the box of a table on its first page only. This table has tagged cells here.
        return "a table that goes on over pages"
    if rule == "TAG-002" and words(finding["evidence"]) and set(words(finding["evidence"])) <= tags.heads:
        # The head that is repeated on a later page is an artifact of pagination (ISO 32000-1, 14.8.2.2.2); it is tagged once, as TH.
        return "the repeated head of a table"
    if rule == "DOC-040" and len(tags.title) > 200:
        # The title of an official document is its type and subject, as the decree has them; nobody may shorten it.
        return "a long subject"
    if rule == "LNK-010":
        # An address in the text is text of the plan: the signed document is a printed one, and a link would be content that it has not.
        return "an address in the text"
    return None


made = documents + list(forms())
report = directory / "outloud.json"
subprocess.run([tools / "outloud", "--fail-on", "never", "--quiet", "--json", report, *made], check=True, capture_output=True)
failures, passed = [], {}
for result in json.loads(report.read_text())["results"]:
    path = pathlib.Path(result["path"])
    name = f"{path.parent.name}/{path.name}"
    if result["error"]:
        failures.append(f"{name}: {result['error']}")
        continue
    tags = Tags(path)
    for finding in result["findings"]:
        if finding["severity"] == "info":
            continue
        why = explained(finding, tags)
        if why:
            passed[why] = passed.get(why, 0) + 1
        else:
            failures.append(f"{name}, page {finding.get('page')}: {finding['rule']} {finding['message']}: {finding.get('evidence')}")
for path in made:
    done = subprocess.run([tools / "pdfua", "check", "--format", "json", path], capture_output=True, text=True)
    judged = json.loads(done.stdout)
    failures += [f"{path.name}: {finding}" for finding in judged["findings"]]
for why, count in sorted(passed.items()):
    print(f"explained: {why}: {count}")
print(f"{len(made)} documents")
sys.exit("\n".join(failures))
