"""Every kind of attack, each with siblings: (kind, name, file, what else verify is given, whether readers must show it)."""

import io
import json
import re
import zlib

import pikepdf
from asn1crypto import cms

from . import pdf
from .pdf import AGENCY, SIGNER, raw, region, stream, with_key


def objstm(pairs):
    """An object stream: the head and the bodies."""
    head, body = b"", b""
    for number, text in pairs:
        head += b"%d %d " % (number, len(body))
        body += text + b" "
    return head, body


def xref_stream(built, objects, inside, *, twice=None, width=None):
    """A region with an object stream and a cross-reference stream."""
    out = bytearray(built)
    table = {}
    for number, body in objects:
        table[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    fresh = max([pdf.size(built)] + [number + 1 for number, _ in [*objects, *inside]])
    head, body = objstm(inside)
    packed = zlib.compress(head + body)
    table[fresh] = (1, len(out), 0)
    out += b"%d 0 obj\n" % fresh + stream(packed, b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(inside), len(head))) + b"\nendobj\n"
    for at, (number, _) in enumerate(inside):
        if twice is None or number not in table:
            table[number] = (2, fresh, at)
    own = fresh + 1
    table[own] = (1, len(out), 0)
    rows = b"".join(bytes([kind]) + offset.to_bytes(4, "big") + last.to_bytes(2, "big") for _, (kind, offset, last) in sorted(table.items()))
    index = b" ".join(b"%d 1" % number for number in sorted(table))
    at = len(out)
    with pikepdf.open(io.BytesIO(built)) as file:
        root, info = file.Root.objgen[0], file.trailer.Info.objgen[0]
        ids = b"".join(b"<" + bytes(part).hex().encode() + b">" for part in file.trailer.ID)
    keys = b"/Type/XRef/Size %d/W[1 4 2]/Index[%s]/Root %d 0 R/Info %d 0 R/ID[%s]/Prev %d/Filter/FlateDecode" % (
        own + 1, index, root, info, ids, pdf.last_start(built))
    out += b"%d 0 obj\n" % own + stream(zlib.compress(rows), keys) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def other_text(built):
    """The content of the first page with something written over it."""
    return built.text + b"\nq 1 g 85 300 400 200 re f Q BT /f0 30 Tf 1 0 0 1 100 400 Tm (\\000\\001\\000\\002\\000\\003\\000\\004) Tj ET"


def table(built, two):
    """1. What readers see and verify does not."""
    other, number, page = stream(other_text(built)), built.content, built.pages[0]
    fresh = pdf.size(two) + 5
    kind = "1 bảng tra"

    def case(name, made, show=True):
        return kind, name, made, {}, show

    def renumbered(entries, out):
        return [[number, entries[0][1], 0]]

    def shifted(by):
        return lambda entries, out: [[number, entries[0][1] + by, 0]]

    sheet = raw(two, page)
    two_contents = sheet[:-2] + b" /Contents %d 0 R >>" % fresh
    yield case("entry leads to an object of another number", region(two, [(fresh, other)], entries=renumbered))
    yield case("entry of another number, header of this one", region(two, [(number, other)], entries=lambda e, o: [[fresh, e[0][1], 0]]), False)
    yield case("object in no table, startxref wrong", region(two, [(fresh, b"null")], hidden=[(number, other)], start=lambda at: at + 3))
    yield case("object in no table, startxref 0", region(two, [(fresh, b"null")], hidden=[(number, other)], start=lambda at: 0))
    yield case("object in no table, startxref beyond the end", region(two, [(fresh, b"null")], hidden=[(number, other)], start=lambda at: at + 10**6))
    yield case("object in no table", region(two, [(fresh, b"null")], hidden=[(number, other)]), False)
    for count in (2, 9):
        yield case(f"count of a section is {count}", region(two, [(number, other)], entries=lambda e, o, c=count: [[*e[0], c]]), False)
    yield case("section counts 0", region(two, [(fresh, b"null")], hidden=[(number, other)], entries=lambda e, o: [[*e[0], 0]]), False)
    yield case("size too small", region(two, [(number, other)], sized=5), False)
    yield case("size of 1 and a hidden object", region(two, [(fresh, b"null")], hidden=[(number, other)], sized=1), False)
    yield case("offset 7 too far", region(two, [(number, other)], entries=shifted(7)), False)
    yield case("offset into another object", region(two, [(fresh, b"null")], hidden=[(number, other)], entries=lambda e, o: [[fresh, o.rindex(b"%d 0 obj" % number), 0]]), False)
    yield case("generation 1 in the object", region(two, [(number, 1, other)], entries=lambda e, o: [[number, e[0][1], 0]]), False)
    yield case("generation 1 in both", region(two, [(number, 1, other)]), False)
    yield case("twice in one region", region(two, [(number, other), (number, stream(built.text))], entries=lambda e, o: [e[0]], sort=False))
    yield case("twice in one region, both listed", region(two, [(number, stream(built.text)), (number, other)], sort=False), False)
    inside = [(fresh, b"<</A 1>>"), (page, with_key(sheet, b"Contents", b"%d 0 R" % (fresh + 1))), (page, sheet)]
    yield case("twice in an object stream, first listed", xref_stream(two, [(fresh + 1, other)], inside, twice="first"))
    yield case("twice in an object stream, last listed", xref_stream(two, [(fresh + 1, other)], [inside[0], inside[2], inside[1]]))
    yield case("duplicate key, the last is another", region(two, [(fresh, other), (page, two_contents)]))
    yield case("duplicate key, the first is another", region(two, [(fresh, other), (page, b"<</Contents %d 0 R " % fresh + sheet[2:])]), False)
    yield case("duplicate key by #", region(two, [(fresh, other), (page, two_contents.replace(b"/Contents %d 0 R >>" % fresh, b"/C#6fntents %d 0 R >>" % fresh))]))
    spare = fresh + 2
    whole = b"<</Size @SIZE@/Root %d 0 R/Info %d 0 R/ID[@IDS@]/Prev @PREV@" % (built.root, built.info)
    null = [(fresh, b"null")]
    root = raw(two, built.root)
    yield case("comment in the trailer", region(two, null, trailer=whole + b"%>>\n/Root 1 0 R\n>>"), False)
    yield case("plus in the trailer", region(two, null, trailer=whole.replace(b"/Prev ", b"/Prev +") + b">>"), False)
    yield case("real in the trailer", region(two, null, trailer=whole.replace(b"@PREV@", b"@PREV@.0") + b">>"), False)
    yield case("root twice", region(two, [(fresh, root)], trailer=whole + b"/Root %d 0 R>>" % fresh), False)
    pages = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page
    yield case("root is a direct object", region(two, [(fresh, pages)], trailer=whole.replace(b"/Root %d 0 R" % built.root, b"/Root " + with_key(root, b"Pages", b"%d 0 R" % fresh)) + b">>"))
    yield case("root is another object", region(two, [(fresh, other), (spare, root)], trailer=whole.replace(b"/Root %d 0 R" % built.root, b"/Root %d 0 R" % spare) + b">>"), False)
    yield case("no Prev", region(two, null, trailer=whole.replace(b"/Prev @PREV@", b"") + b">>"), False)
    yield case("Prev to an older table", region(two, null, trailer=whole.replace(b"@PREV@", re.findall(rb"startxref\s+(\d+)", two)[0]) + b">>"), False)
    yield case("encrypted", region(two, null, trailer=whole + b"/Encrypt %d 0 R>>" % fresh), False)
    hybrid = region(two, [(fresh, b"null")])
    yield case("hybrid XRefStm", region(two, null, trailer=whole + b"/XRefStm %d>>" % len(hybrid)), False)
    yield case("text between objects", region(two, null, head=b"%d 0 obj\n%s\n" % (number, other)), False)
    yield case("comment between objects", region(two, null, head=b"%% %d 0 obj\n" % number), False)
    yield case("after the end", region(two, null, after=b"%d 0 obj\n%s\nendobj\n" % (number, other)), False)
    long = b"<</Length 5>>stream\n" + built.text + b"\nendstream"
    yield case("stream with a wrong length", region(two, [(number, long)]), False)
    yield case("stream of two filters", region(two, [(number, stream(zlib.compress(other_text(built)), b"/Filter[/FlateDecode]/F(x)"))]), False)
    yield case("freed object", free(two, number), False)


def free(two, number):
    made = region(two, [(pdf.size(two), b"null")])
    start = made.rindex(b"trailer\n")
    return made[:start] + b"%d 1\n0000000000 00001 f \n" % number + made[start:]


def tree(built, two):
    """2. The page tree."""
    body, kind = raw(two, built.tree), "2 cây trang"
    extra = b"<</Type/%s/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents %d 0 R>>"
    fresh = pdf.size(two)
    content = stream(b"0 g 100 100 300 300 re f")
    kids = next(value for key, value in pdf.entries_of(body) if key == b"Kids")

    def case(name, pages, more=(), show=True):
        return kind, name, region(two, [(built.tree, pages), (fresh, content), *more]), {}, show

    def more(kid, count=None):
        return with_key(with_key(body, b"Kids", kids[:-1] + kid + b"]"), b"Count", count or b"%d" % len(built.pages))

    yield case("Count lowered to 1", with_key(body, b"Count", b"1"))
    yield case("Count 0", with_key(body, b"Count", b"0"), show=False)
    yield case("Count negative", with_key(body, b"Count", b"-1"), show=False)
    yield case("Count missing", with_key(body, b"Count", None), show=False)
    yield case("Count raised", with_key(body, b"Count", b"9"), show=False)
    up = b"%d" % (len(built.pages) + 1)
    for kind_of in (b"Page", b"Pagina", b"Template", b"Catalog"):
        yield case(f"a direct page of type {kind_of.decode()}", more(extra % (kind_of, built.tree, fresh), up), show=kind_of == b"Page")
    yield case("a direct page without type", more((extra % (b"Page", built.tree, fresh)).replace(b"/Type/Page", b""), up), show=False)
    yield case("a page of wrong type", more(b"%d 0 R" % (fresh + 1), up), [(fresh + 1, extra % (b"Template", built.tree, fresh))], False)
    yield case("a page of no type", more(b"%d 0 R" % (fresh + 1), up), [(fresh + 1, (extra % (b"Page", built.tree, fresh)).replace(b"/Type/Page", b""))])
    first = kids.split(b"R")[0] + b"R"
    yield case("pages in another order", with_key(body, b"Kids", b"[" + kids[1:-1].replace(first.strip(b"[ "), b"", 1) + b" " + first.strip(b"[ ") + b"]"))
    yield case("inherited rotation", with_key(body, b"Rotate", b"180"))
    yield case("inherited CropBox", with_key(body, b"CropBox", b"[0 0 300 300]"))
    yield case("a leaf is a node", with_key(body, b"Type", b"/Page"), show=False)


def look(content, box, resources=b""):
    left, bottom, right, top = box
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[%f %f %f %f]/Resources<<%s>>" % (0, 0, right - left, top - bottom, resources))


BLACK = b"0 g -2000 -2000 5000 5000 re f"


def widgets(built, one, clerk):
    """3. Signature widgets whose place is not what it seems."""
    kind, page = "3 ô chữ ký", built.pages[0]
    fresh = pdf.size(one)
    box = (80, 300, 500, 600)
    cover = look(BLACK, box)
    rects = {
        "null": b"/Rect null", "none": b"", "strings": b"/Rect[(80)(300)(500)(600)]", "five": b"/Rect[80 300 500 600 0]",
        "a real one": b"/Rect[80 300 500 600]", "names": b"/Rect[/80 /300 /500 /600]", "a dangling reference": b"/Rect 99999 0 R",
        "two, the second is large": b"/Rect[0 0 0 0]/Rect[80 300 500 600]", "a plus": b"/Rect[+80 300 500 600]", "nested": b"/Rect[[80 300 500 600]]",
        "a huge number": b"/Rect[80 300 500 99999999999999999999]", "hexadecimal": b"/Rect<50FF>",
    }
    for name, rect in rects.items():
        widget = b"<</Type/Annot/Subtype/Widget/FT/Sig@T@@V@%s/F 4/P %d 0 R/AP<</N %d 0 R>>>>" % (rect, page, fresh)
        yield kind, f"Rect is {name}", pdf.own_field(one, clerk, page, widget, form=built.form, objects=[(fresh, cover)]), {}, name in ("a real one",)
    rect = b"/Rect[80 300 500 600]"
    for name, more in {
        "FT is a reference": b"/FT %d 0 R" % (fresh + 1), "no FT": b"", "FT twice": b"/FT/Tx/FT/Sig", "FT null": b"/FT null",
    }.items():
        widget = b"<</Type/Annot/Subtype/Widget%s@T@@V@%s/F 4/P %d 0 R/AP<</N %d 0 R>>>>" % (more, rect, page, fresh)
        yield kind, name, pdf.own_field(one, clerk, page, widget, form=built.form, objects=[(fresh, cover), (fresh + 1, b"/Sig")]), {}, True
    number = built.fields[AGENCY]
    for name, changes in {
        "our field is moved": {b"Rect": b"[80 300 500 600]"},
        "our field has no Rect": {b"Rect": None},
        "our field does not zoom": {b"F": b"12"},
        "our field has kids": {b"Kids": b"[%d 0 R]" % (fresh + 1)},
        "our field has an action": {b"A": b"<</S/JavaScript/JS(app.alert(1))>>"},
    }.items():
        kid = b"<</Type/Annot/Subtype/Widget/Rect[80 300 500 600]/F 4/Parent %d 0 R/AP<</N %d 0 R>>>>" % (number, fresh)
        changes = {**changes, b"AP": b"<</N %d 0 R>>" % fresh}
        yield kind, name, pdf.sign(one, clerk, AGENCY, number, objects=[(fresh, cover), (fresh + 1, kid)], changes=changes), {}, name == "our field is moved"
    stated = b"<</N<</On %d 0 R>>>>" % fresh
    yield kind, "our field looks by state", pdf.sign(one, clerk, AGENCY, number, objects=[(fresh, cover)], changes={b"AP": stated, b"AS": b"/On"}), {}, False
    # A widget on the page that is no field of the form.
    widget = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[80 300 500 600]/F 4/AP<</N %d 0 R>>>>" % fresh
    sheet = pdf.add_to_list(raw(one, page), b"Annots", fresh + 1)
    yield kind, "a widget that is no field", pdf.sign(one, clerk, AGENCY, number, objects=[(page, sheet), (fresh, cover), (fresh + 1, widget)]), {}, True
    for name, direct in {"a direct annotation": b"[" + widget + b"]", "Annots is a dictionary": widget, "Annots by reference": b"%d 0 R" % (fresh + 2)}.items():
        sheet = with_key(raw(one, page), b"Annots", direct)
        objects = [(page, sheet), (fresh, cover), (fresh + 2, b"[" + widget + b"]")]
        yield kind, name, pdf.sign(one, clerk, AGENCY, number, objects=objects), {}, name != "Annots is a dictionary"


def stamps(built, one, clerk, font):
    """4. Number and day that draw elsewhere."""
    kind, page, number = "4 số, ngày", built.pages[0], built.fields[AGENCY]
    left, bottom, right, top, base = built.blank("so")
    fresh = pdf.size(one)
    sheet = raw(one, page)
    resources = next(value for key, value in pdf.entries_of(sheet) if key == b"Resources")
    if resources.endswith(b"R"):
        resources = raw(one, int(resources.split()[0]))
    fonts = next(value for key, value in pdf.entries_of(resources) if key == b"Font")
    if fonts.endswith(b"R"):
        fonts = raw(one, int(fonts.split()[0]))
    times = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"

    def stamped(content, given=times, more=b"", objects=(), before=b"q\n", after=b"\nQ\n", packed=b""):
        new = with_key(resources, b"Font", fonts[:-2] + b"/Xi0 %s>>" % given)
        if more:
            key, value = more
            new = with_key(new, key, value)
        new = with_key(sheet, b"Resources", new)
        new = with_key(new, b"Contents", b"[%d 0 R %d 0 R %d 0 R]" % (fresh, built.content, fresh + 1))
        return pdf.sign(one, clerk, AGENCY, number, objects=[(page, new), (fresh, stream(before)), (fresh + 1, stream(after + content, packed)), *objects])

    def at(text, font_size=13):
        return b"BT /Xi0 %d Tf %.2f %.2f Td %s ET" % (font_size, left + 2, base, text)

    far = b"1 g 85 300 400 200 re f"
    cases = {
        "text without bound": at(b"(135/KH-UBND thay the) Tj"),
        "135/KH-UBND": at(b"(135/KH-UBND) Tj"),
        "unknown operator, then a box": at(b"(135) Tj") + b" ~foo ) " + far,
        "half a string, then a box": at(b"(135) Tj") + b" <5 " + b"> Tj " + far,
        "bad number, then a box": at(b"(135) Tj") + b" 1..2 " + far,
        "inline image": at(b"(135) Tj") + b" q 400 0 0 200 85 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
        "font size inside q only": b"BT /Xi0 300 Tf ET q BT /Xi0 13 Tf ET Q BT %.2f %.2f Td (135) Tj ET" % (left, base),
        "spacing of letters": at(b"90 Tc (135) Tj"), "spacing of words": at(b"200 Tw (1 5) Tj"), "rise": at(b"-300 Ts (135) Tj"),
        "scale": at(b"900 Tz (135) Tj"), "next line": at(b"300 TL (1) Tj T* (35) Tj"), "quote operator": at(b"300 TL (1) ' (35) '"),
        "moved between": at(b"(1) Tj 0 -300 Td (35) Tj"), "TJ far": at(b"[(1) -30000 (35)] TJ"), "TJ many small": at(b"[" + b"(1) -390 " * 6 + b"] TJ"),
        "stroke of letters": at(b"1 Tr 300 w (135) Tj"), "clip of letters": at(b"7 Tr (135) Tj"),
        "matrix before": b"q 9 0 0 9 -300 -3000 cm " + at(b"(135) Tj") + b" Q",
        "shading": at(b"(135) Tj") + b" /Sh0 sh", "form": at(b"(135) Tj") + b" /Im0 Do", "Q below the start": b"Q Q " + at(b"(135) Tj"),
        "no Q": at(b"(135) Tj") + b" q",
    }
    hidden = {"matrix before", "unknown operator, then a box", "half a string, then a box", "bad number, then a box", "shading", "form", "no Q", "Q below the start", "clip of letters"}
    for name, content in cases.items():
        yield kind, name, stamped(content), {}, name not in hidden
    # What it says unpacked is not what it says as it is.
    elsewhere = [(fresh + 2, b"/ASCIIHexDecode")]
    for name, packed in {"the filter is elsewhere": b"/Filter %d 0 R" % (fresh + 2), "a filter of the list is elsewhere": b"/Filter[%d 0 R]" % (fresh + 2),
                         "the filter has its short name": b"/Filter/AHx"}.items():
        yield kind, name, stamped(at(b"(135) Tj"), packed=packed, objects=elsewhere), {}, False
    state = b"BT /G0 gs %.2f %.2f Td (135) Tj ET" % (left, base)
    yield kind, "font through ExtGState", stamped(state, more=(b"ExtGState", b"<</G0<</Type/ExtGState/Font[%d 0 R 300]>>>>" % (fresh + 2)), objects=[(fresh + 2, times)]), {}, False
    box = stream(b"1000 0 d0 1 g -9000 -9000 20000 10000 re f")
    type3 = b"<</Type/Font/Subtype%s/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 49/LastChar 53/Widths[500 500 500 500 500]/CharProcs<</a %d 0 R>>/Encoding<</Differences[49/a/a/a/a/a]>>/Resources<<>>>>"
    for name, given in {
        "Type 3": b"%d 0 R" % (fresh + 3), "Type 3 by reference": b"%d 0 R" % (fresh + 4),
    }.items():
        objects = [(fresh + 2, box), (fresh + 3, type3 % (b"/Type3", fresh + 2)), (fresh + 4, type3 % (b" %d 0 R" % (fresh + 5), fresh + 2)), (fresh + 5, b"/Type3")]
        yield kind, name, stamped(at(b"(135) Tj"), given, objects=objects), {}, True
    shifted = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/FirstChar 49/LastChar 53/Widths[%s]>>"
    yield kind, "widths that shift", stamped(at(b"(135) Tj"), shifted % b"-20000 500 500 500 500"), {}, False
    yield kind, "widths of 0", stamped(at(b"(1" + b"35" * 5 + b") Tj"), shifted % b"9000 0 9000 0 9000"), {}, True
    huge, ordinary = font("huge"), font("plain")
    for name, program in {"a glyph of an embedded font is a box": huge}.items():
        yield kind, name, stamped(at(b"(135) Tj"), b"%d 0 R" % (fresh + 2), objects=embedded(fresh + 2, program)), {}, True
    wide = embedded(fresh + 2, ordinary, b"[9000 9000 9000 9000 9000 9000 9000 9000 9000 9000]")
    yield kind, "embedded font with shifting widths", stamped(at(b"(135) Tj"), b"%d 0 R" % (fresh + 2), objects=wide), {}, True

    def noted(name, note, show=True, blank="so", flags=4):
        l, b, r, t, _ = built.blank(blank)
        rect = b"/Rect[%.2f %.2f %.2f %.2f]" % (l, b, r, t)
        body = b"<</Type/Annot/Subtype/FreeText/F %d/Contents(135)/DA(/F 13 Tf)" % flags + note.replace(b"@R@", rect) + b"/AP<</N %d 0 R>>>>" % fresh
        new = pdf.add_to_list(sheet, b"Annots", fresh + 1)
        cover = look(BLACK, (l, b, r, t))
        return kind, name, pdf.sign(one, clerk, AGENCY, number, objects=[(page, new), (fresh, cover), (fresh + 1, body)]), {}, show

    yield noted("NoZoom", b"@R@", False, flags=12)
    yield noted("NoView", b"@R@", False, flags=36)
    yield noted("invisible until toggled", b"@R@", False, flags=258)
    yield noted("callout", b"@R@/IT/FreeTextCallout/CL[100 100 400 400 500 500]/LE/OpenArrow", False)
    yield noted("callout line alone", b"@R@/CL[100 100 400 400]", False)
    yield noted("cloud border", b"@R@/BE<</S/C/I 2>>", False)
    yield noted("optional content", b"@R@/OC<</Type/OCG/Name(x)>>", False)
    yield noted("larger than the blank", b"/Rect[80 300 500 600]")
    yield noted("reaches over the next words", b"/Rect[%.2f %.2f %.2f %.2f]" % (left, bottom, right + 40, top))
    yield noted("an action", b"@R@/A<</S/URI/URI(http://x)>>", False)
    yield noted("a popup", b"@R@/Popup %d 0 R" % (fresh + 1), False)
    body = b"<</Type/Annot/Subtype/FreeText/F 4/Rect[%.2f %.2f %.2f %.2f]/Contents(135/KH-UBND va nhieu chu khac)/DA(/Helv 40 Tf)>>" % (left, bottom, right, top)
    yield kind, "a note without appearance", pdf.sign(one, clerk, AGENCY, number, objects=[(page, pdf.add_to_list(sheet, b"Annots", fresh)), (fresh, body)]), {}, False


def embedded(first, program, widths=b"[500 500 500 500 500 500 500 500 500 500]"):
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Stamp/FirstChar 48/LastChar 57/Widths%s/Encoding/WinAnsiEncoding/FontDescriptor %d 0 R>>" % (widths, first + 1)
    described = b"<</Type/FontDescriptor/FontName/ABCDEF+Stamp/Flags 32/FontBBox[-100 -300 1000 1000]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 %d 0 R>>" % (first + 2)
    file = stream(zlib.compress(program), b"/Filter/FlateDecode/Length1 %d" % len(program))
    return [(first, font), (first + 1, described), (first + 2, file)]


def values(built, one, clerk):
    """5. Values that may change after both signatures."""
    kind, page, number = "5 giá trị", built.pages[0], built.fields[AGENCY]
    left, bottom, right, top, _ = built.blank("so")
    fresh = pdf.size(one)
    box = (left, bottom, right, top)
    text = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(So)/V(135)/F 4/DA(/Helv 12 Tf)/Rect[%.2f %.2f %.2f %.2f]/AP<</N %d 0 R>>>>" % (*box, fresh)
    objects = [(page, pdf.add_to_list(raw(one, page), b"Annots", fresh + 1)), (fresh, look(b"BT ET", box)), (fresh + 1, text),
               (built.form, pdf.add_to_list(raw(one, built.form), b"Fields", fresh + 1))]
    two = pdf.sign(one, clerk, AGENCY, number, objects=objects)
    for name, value in {"another value": b"(999)", "a dictionary": b"<</Type/Sig>>", "none": None, "a reference": b"%d 0 R" % built.root}.items():
        yield kind, f"the value of a text field becomes {name}", region(two, [(fresh + 1, with_key(text, b"V", value))]), {}, False
    other = look(BLACK, box)
    yield kind, "the picture of a text field", region(two, [(fresh, other)]), {}, False
    # A font that looks like a field.
    with_font = re.search(rb"/Font\s*<<\s*/\w+\s+(\d+) 0 R", raw(two, page)) or re.search(rb"/f0 (\d+) 0 R", built.bytes)
    font_number = int(with_font.group(1))
    font_body = raw(two, font_number)
    if font_body.startswith(b"<<"):
        fake = b"<</FT/Tx/T(x)/Type/Font/Subtype/Type1/BaseFont/Times-Bold>>"
        yield kind, "a font that looks like a field", region(two, [(font_number, fake)]), {}, True
    our = raw(two, built.fields[SIGNER])
    for key, value in {b"V": None, b"TU": b"(khac)", b"T": b"(khac)", b"Rect": b"[80 300 500 600]", b"F": b"2", b"FT": b"/Tx", b"Ff": b"1"}.items():
        yield kind, f"/{key.decode()} of the leader's field", region(two, [(built.fields[SIGNER], with_key(our, key, value))]), {}, False


def messages(built, one, leader, clerk, stamper):
    """6. Signatures that are none."""
    kind, number, mine = "6 chữ ký", built.fields[AGENCY], built.fields[SIGNER]

    def signed(name, contents, sub=b"ETSI.CAdES.detached"):
        return kind, name, pdf.sign(one, clerk, AGENCY, number, contents=contents, sub=sub), {}, False

    yield signed("nothing", lambda digest: b"")
    yield signed("eleven bytes and a digest", lambda digest: b"\x30\x09\x06\x07\x2a\x86\x48\x86\xf7\x0d\x01" + digest)
    yield signed("the digest alone", lambda digest: digest)
    yield signed("a message of another digest", lambda digest: pdf.message(clerk, bytes(32)))

    def bent(change):
        def made(digest):
            info = cms.ContentInfo.load(pdf.message(clerk, digest))
            change(info["content"])
            return info.dump(force=True)

        return made

    def value(data):
        data["signer_infos"][0]["signature"] = bytes(256)

    def none(data):
        data["certificates"] = []

    def other(data):
        data["certificates"] = [leader.signing_cert]

    def empty(data):
        data["signer_infos"] = []

    def no_attributes(data):
        data["signer_infos"][0]["signed_attrs"] = None

    for name, change in {"value of zeros": value, "no certificate": none, "another's certificate": other, "no signer": empty, "no signed attributes": no_attributes}.items():
        yield signed(name, bent(change))
    yield signed("only a time stamp", lambda digest: stamper(digest), b"ETSI.RFC3161")
    yield signed("a time stamp called a signature", lambda digest: stamper(digest))
    # One message in two fields.
    fresh = pdf.size(built.bytes)
    objects = [(number, with_key(raw(built.bytes, number), b"V", b"%d 0 R" % fresh))]
    yield kind, "one signature in two fields", region_signed(built, leader, mine, number, fresh), {}, False
    twice = pdf.seal(region(built.bytes, [(mine, with_key(raw(built.bytes, mine), b"V", b"%d 0 R" % fresh)), (fresh, pdf.signature())]), lambda digest: pdf.message(leader, digest))
    again = region(twice, [(number, with_key(raw(twice, number), b"V", b"%d 0 R" % fresh))])
    yield kind, "the leader's message in the agency's field", again, {}, False
    yield kind, "a range of four zeros", pdf.sign(one, clerk, AGENCY, number).replace(b"/ByteRange[0 0", b"/ByteRange[0 1", 2), {}, False
    stamp_only = pdf.sign(built.bytes, leader, SIGNER, mine, contents=lambda digest: stamper(digest), sub=b"ETSI.RFC3161")
    yield kind, "a time stamp in the leader's field", stamp_only, {}, False
    broken = bytearray(pdf.sign(one, clerk, AGENCY, number))
    yield kind, "a covered byte is another", bytes(broken).replace(b"/SubFilter/ETSI", b"/SubFilter/ETSJ"), {}, False
    yield kind, "value of another type", region(built.bytes, [(mine, with_key(raw(built.bytes, mine), b"V", b"<</Type/Sig>>"))]), {}, False


def region_signed(built, leader, mine, number, fresh):
    made = region(built.bytes, [
        (mine, with_key(raw(built.bytes, mine), b"V", b"%d 0 R" % fresh)),
        (number, with_key(raw(built.bytes, number), b"V", b"%d 0 R" % fresh)),
        (fresh, pdf.signature()),
    ])
    return pdf.seal(made, lambda digest: pdf.message(leader, digest))


def docmdp(level):
    return b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P %d/V/1.2>>>>]" % level


def fieldmdp(action, names=b""):
    return b"/Reference[<</Type/SigRef/TransformMethod/FieldMDP/Data 1 0 R/TransformParams<</Type/TransformParams/Action/%s/V/1.2%s>>>>]" % (action, names)


def certified(built, leader, level, **more):
    """The leader certifies."""
    fresh = pdf.size(built.bytes)
    root = with_key(raw(built.bytes, built.root), b"Perms", b"<</DocMDP %d 0 R>>" % (fresh + 1))
    objects = [(built.root, root), (fresh, b"null")]
    return pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], objects=objects, extra=docmdp(level), **more)


def permissions(built, leader, clerk):
    """7. What the first signature forbids."""
    kind, page, number = "7 DocMDP", built.pages[0], built.fields[AGENCY]
    left, bottom, right, top, base = built.blank("so")

    def note(made):
        fresh = pdf.size(made)
        box = (left, bottom, right, top)
        body = b"<</Type/Annot/Subtype/FreeText/F 4/Contents(135)/DA(/F 13 Tf)/Rect[%.2f %.2f %.2f %.2f]/AP<</N %d 0 R>>>>" % (*box, fresh)
        return [(page, pdf.add_to_list(raw(made, page), b"Annots", fresh + 1)), (fresh, look(b"BT ET", box)), (fresh + 1, body)]

    for level in (1, 2):
        first = certified(built, leader, level)
        yield kind, f"P={level}, then a number as a note", pdf.sign(first, clerk, AGENCY, number, objects=note(first)), {}, False
    first = certified(built, leader, 1)
    yield kind, "P=1, then the seal", pdf.sign(first, clerk, AGENCY, number), {}, False
    for name, extra in {
        "all fields locked, then the seal": fieldmdp(b"All"),
        "the agency's field locked, then the seal": fieldmdp(b"Include", b"/Fields[(ChuKyCoQuan)]"),
        "all but the leader's locked, then the seal": fieldmdp(b"Exclude", b"/Fields[(ChuKyNguoiKy)]"),
        "an action that nobody knows": fieldmdp(b"Khac"),
        "certified after the first": b"",
        "P=7": docmdp(7),
        "P is a string": docmdp(2).replace(b"/P 2", b"/P(2)"),
        "an unknown transform": docmdp(2).replace(b"/DocMDP", b"/UR3"),
    }.items():
        first = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], extra=extra)
        extra = docmdp(2) if name == "certified after the first" else b""
        yield kind, name, pdf.sign(first, clerk, AGENCY, number, extra=extra), {}, False
    lock = {b"Lock": b"<</Type/SigFieldLock/Action/All>>"}
    first = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], changes=lock)
    yield kind, "the field's own lock, then the seal", pdf.sign(first, clerk, AGENCY, number), {}, False
    lock = {b"Lock": b"<</Type/SigFieldLock/Action/Include/Fields[(ChuKyCoQuan)]>>"}
    first = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], changes=lock)
    yield kind, "the field's lock names the agency's", pdf.sign(first, clerk, AGENCY, number), {}, False


def places(built, one, clerk, plain):
    """8. The sidecar, and fields that cover what they should not."""
    kind, number = "8 chỗ trống", built.fields[AGENCY]
    page = built.pages[0]
    fresh = pdf.size(one)
    box = (80, 300, 500, 600)
    body = b"<</Type/Annot/Subtype/FreeText/F 4/Contents(135)/DA(/F 13 Tf)/Rect[80 300 500 600]/AP<</N %d 0 R>>>>" % fresh
    covered = pdf.sign(one, clerk, AGENCY, number, objects=[(page, pdf.add_to_list(raw(one, page), b"Annots", fresh + 1)), (fresh, look(BLACK, box)), (fresh + 1, body)])
    whole = json.loads(json.dumps(built.sidecar))
    for blank in whole["blanks"]:
        blank.update(left=0, top=0, width=210, height=297)
    yield kind, "the sidecar's blank is the page", covered, {"sidecar": whole}, True
    moved = json.loads(json.dumps(built.sidecar))
    for blank in moved["blanks"]:
        blank.update(left=80 / pdf.MM - 5, top=(841.89 - 600) / pdf.MM - 5, width=420 / pdf.MM + 10, height=300 / pdf.MM + 10)
    yield kind, "the sidecar's blank is elsewhere", covered, {"sidecar": moved}, True
    yield kind, "the same beside --built", covered, {"sidecar": moved, "built": True}, True
    fields = json.loads(json.dumps(built.sidecar))
    for field in fields["fields"]:
        field.update(left=20, top=20, width=170, height=200)
    yield kind, "the sidecar's fields are elsewhere", pdf.sign(one, clerk, AGENCY, number), {"sidecar": fields}, False
    last = built.pages[built.sidecar["fields"][0]["page"] - 1]
    left, bottom, right, top = built.area(SIGNER)
    near = {
        "over the position": (left, top + 2, right, top + 40), "over the name": (left, bottom - 50, right, bottom - 2),
        "over the recipients": (left - 200, bottom, left - 60, top), "over all of it": (left - 60, bottom - 50, right + 50, top + 50),
        "at the foot": (60, 20, 300, 60), "in the middle": (80, 300, 500, 600),
    }
    for name, rect in near.items():
        widget = b"<</Type/Annot/Subtype/Widget/FT/Sig@T@@V@/Rect[%.2f %.2f %.2f %.2f]/F 4/P %d 0 R/AP<</N %d 0 R>>>>" % (*rect, last, fresh)
        made = pdf.own_field(one, clerk, last, widget, form=built.form, objects=[(fresh, look(BLACK, rect))])
        yield kind, f"a field {name}", made, {}, name not in ("at the foot", "in the middle")
