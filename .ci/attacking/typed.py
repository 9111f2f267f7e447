"""Number, day and month typed into the fields of the built file: right, and in every wrong way."""

from . import hostile, pdf
from .pdf import AGENCY, SIGNER, raw, region, with_key

NAMES = {"so": "SoVanBan", "ngay": "NgayBanHanh", "thang": "ThangBanHanh"}
DIGITS = {"so": b"135", "ngay": b"15", "thang": b"3"}
KIND = "9 ô số, ngày"


def fields(built):
    """The blanks of the file, with the numbers of their fields."""
    return {blank["name"]: built.fields[NAMES[blank["name"]]] for blank in built.sidecar["blanks"]}


def appearance(built, blank, digits):
    left, bottom, right, top, base = built.blank(blank)
    name = b"KehoachDigits" if blank == "so" else b"KehoachDigitsItalic"
    form = raw(built.bytes, built.form)
    fonts = dict(pdf.entries_of(dict(pdf.entries_of(dict(pdf.entries_of(form))[b"DR"]))[b"Font"]))
    content = b"/Tx BMC q BT /%s 13 Tf 0 g 2 %.2f Td (%s) Tj ET Q EMC" % (name, base - bottom, digits)
    return hostile.look(content, (left, bottom, right, top), b"/Font<</%s %s>>" % (name, fonts[name]))


def typed(built, source, blanks=None, value=None, **changes):
    """The objects that typing into fields writes."""
    fresh, out = pdf.size(source), []
    for blank, number in fields(built).items():
        if blanks and blank not in blanks:
            continue
        digits = DIGITS[blank] if value is None else value
        body = with_key(raw(source, number), b"V", digits if digits[:1] in b"</" else b"(%s)" % digits)
        body = with_key(body, b"AP", b"<</N %d 0 R>>" % fresh)
        for key, changed in changes.items():
            body = with_key(body, key.encode(), changed)
        out += [(fresh, appearance(built, blank, DIGITS[blank])), (number, body)]
        fresh += 1
    return out


def attacks(built, one, leader, clerk):
    """9. The fields of number and day."""
    seal = built.fields[AGENCY]
    both = pdf.sign(one, clerk, AGENCY, seal)
    right = pdf.sign(one, clerk, AGENCY, seal, objects=typed(built, one))

    def case(name, made):
        return KIND, name, made, {}, False

    def sealed(name, **changes):
        return case(name, pdf.sign(one, clerk, AGENCY, seal, objects=typed(built, one, **changes)))

    yield case("typed after the seal", region(both, typed(built, both)))
    yield case("typed, sealed, then typed again", region(right, typed(built, right, value=b"999")))
    number = fields(built)["so"]
    for key, value in {"V": None, "AP": None, "Rect": b"[80 300 500 600]", "DA": b"(/Helv 90 Tf)", "F": b"2"}.items():
        made = region(right, [(number, with_key(raw(right, number), key.encode(), value))])
        yield case(f"typed, sealed, then another /{key}", made)
    yield sealed("words in the number", value=b"135/KH-UBND")
    yield sealed("a value of seven digits", blanks=["so"], value=b"1234567")
    yield sealed("a name as a value", value=b"/Off")
    yield sealed("a dictionary as a value", value=b"<</Type/Sig>>")
    yield sealed("the field moves", Rect=b"[80 300 500 600]")
    yield sealed("no appearance", AP=None)
    yield sealed("an action", AA=b"<</K<</S/JavaScript/JS(1)>>>>")
    yield sealed("an appearance by state", AS=b"/N")
    yield sealed("hidden", F=b"6")
    yield sealed("a frame", MK=b"<</BC[0]/BG[1]>>")
    yield sealed("another name", T=b"(Khac)")
    yield sealed("rich text", RV=b"(<body>999</body>)")
    form = with_key(raw(one, built.form), b"NeedAppearances", b"true")
    yield case("readers draw it anew", pdf.sign(one, clerk, AGENCY, seal, objects=[*typed(built, one), (built.form, form)]))
    first = hostile.certified(built, leader, 1)
    yield case("P=1, then typed", pdf.sign(first, clerk, AGENCY, seal, objects=typed(built, first)))
    locked = hostile.fieldmdp(b"Include", b"/Fields[(SoVanBan)]")
    first = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], extra=locked)
    yield case("the number's field is locked, then typed", pdf.sign(first, clerk, AGENCY, seal, objects=typed(built, first)))


def flows(built, one, leader, clerk):
    """What the real flow does."""
    seal = built.fields[AGENCY]
    yield "number and day typed into their fields", pdf.sign(one, clerk, AGENCY, seal, objects=typed(built, one))
    apart = one
    for blank in fields(built):
        apart = region(apart, typed(built, apart, blanks=[blank]))
    yield "typed one after another, then sealed", pdf.sign(apart, clerk, AGENCY, seal)
    before = region(built.bytes, typed(built, built.bytes))
    paper = pdf.sign(before, leader, SIGNER, built.fields[SIGNER])
    yield "typed before the leader signs", pdf.sign(paper, clerk, AGENCY, seal)
    for level in (2, 3):
        first = hostile.certified(built, leader, level)
        yield f"certified P={level}, then typed and sealed", pdf.sign(first, clerk, AGENCY, seal, objects=typed(built, first))
    first = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER], extra=hostile.fieldmdp(b"Exclude", b"/Fields[(SoVanBan)(NgayBanHanh)(ThangBanHanh)(ChuKyCoQuan)]"))
    yield "all but number, day and seal locked", pdf.sign(first, clerk, AGENCY, seal, objects=typed(built, first))
