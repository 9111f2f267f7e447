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
            self.groups = self.group_rows(pdf.Root.StructTreeRoot)
            self.closes = self.every_grid_closes(pdf.Root.StructTreeRoot)
            self.title = str(pdf.docinfo.get("/Title", ""))
        output = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True).stdout.decode(errors="replace")
        heads = re.findall(r"^( *)TH\b.*\n((?:\1 .*\n)*)", output, re.M)
        self.heads = set(words(" ".join(re.sub(r'^ *\w+ \(.*\)|^ */.*', "", body, flags=re.M) for _, body in heads)))

    def group_rows(self, element):
        """Returns the count of rows of heads below the head of their table: of groups, and heads that are repeated below them."""
        if isinstance(element, pikepdf.Array):
            return sum(self.group_rows(inner) for inner in element)
        if not isinstance(element, pikepdf.Dictionary):
            return 0
        if element.get("/S") != "/Table":
            return self.group_rows(element.get("/K", pikepdf.Array()))
        parts = [part for part in element.get("/K", []) if isinstance(part, pikepdf.Dictionary)]
        head = next((part for part in parts if part.get("/S") == "/THead"), None)
        below = [row for part in parts if head is None or part.objgen != head.objgen for row in self.rows_of(part)]
        return sum(all(cell.get("/S") == "/TH" for cell in row.get("/K", [])) for row in below)

    def rows_of(self, part):
        return [part] if part.get("/S") == "/TR" else list(self.rows(part))

    @staticmethod
    def span(cell, key):
        given = cell.get("/A", pikepdf.Array())
        given = given if isinstance(given, pikepdf.Array) else [given]
        return max([int(one.get(key, 1)) for one in given if isinstance(one, pikepdf.Dictionary)], default=1)

    def every_grid_closes(self, element):
        """Returns whether the rows of each table are equally wide, with the cells that reach down into them."""
        if isinstance(element, pikepdf.Array):
            return all(self.every_grid_closes(inner) for inner in element)
        if not isinstance(element, pikepdf.Dictionary):
            return True
        if element.get("/S") != "/Table":
            return self.every_grid_closes(element.get("/K", pikepdf.Array()))
        widths, below = set(), []  # for each cell that reaches down: how many rows more, and its columns
        for row in self.rows(element):
            cells = [cell for cell in row.get("/K", []) if isinstance(cell, pikepdf.Dictionary)]
            widths.add(sum(self.span(cell, "/ColSpan") for cell in cells) + sum(columns for _, columns in below))
            below = [(rows - 1, columns) for rows, columns in below if rows > 1]
            below += [(self.span(cell, "/RowSpan") - 1, self.span(cell, "/ColSpan")) for cell in cells if self.span(cell, "/RowSpan") > 1]
        return len(widths) == 1

    def rows(self, element):
        for inner in element.get("/K", []):
            if isinstance(inner, pikepdf.Dictionary):
                yield from [inner] if inner.get("/S") == "/TR" else self.rows(inner)

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
    if rule == "TBL-014" and any(page in pages for pages in tags.tables):
        # The judge looks for the page of a table in the element itself, where it is optional (ISO 32000-1, table 323); this one has
        # tagged cells on the page.
        return "a table whose cells name the page"
    if rule == "TBL-004" and tags.closes:
        # The judge does not count the cells that reach down into a row.
        return "merged cells"
    if rule == "TBL-011" and tags.groups:
        # The judge stops at the cell of a group, which may be empty, and does not follow its own heads (ISO 32000-2, 14.8.5.7).
        return "empty cells in rows of groups"
    if rule == "TAG-002" and words(finding["evidence"]) and set(words(finding["evidence"])) <= tags.heads:
        # The head that is repeated on a later page is an artifact of pagination (ISO 32000-1, 14.8.2.2.2); it is tagged once, as TH.
        return "the repeated head of a table"
    rows = re.search(r"(\d+) header rows", finding["message"])
    if rule == "TBL-010" and rows and int(rows[1]) - tags.groups <= 3:
        # The row of a group heads the rows below it, so its cells are TH (ISO 32000-1, table 337). The judge takes more than three
        # rows of TH for a head in pieces.
        return "rows of groups"
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
sys.exit("\n".join(failures) if failures else 0)
