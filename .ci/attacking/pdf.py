"""What the attacks are made of: a built file, appended regions byte for byte, and signatures with made-up certificates."""

import datetime
import hashlib
import io
import json
import re

import pikepdf
from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

MM = 72 / 25.4
SIGNER, AGENCY = "ChuKyNguoiKy", "ChuKyCoQuan"
ROOM = 8192


def certificate(name, curve=None, usage=None):
    key = ec.generate_private_key(curve) if curve else rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
    )
    if usage:
        made = made.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    made = made.sign(key, hashes.SHA256())
    der = serialization.Encoding.DER
    store = SimpleCertificateStore()
    certificate = asn1_x509.Certificate.load(made.public_bytes(der))
    store.register(certificate)
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(certificate, keys.PrivateKeyInfo.load(private), store)


class Built:
    """The built file, and where things are in it."""

    def __init__(self, path):
        self.path, self.bytes = path, path.read_bytes()
        self.sidecar = json.loads(path.with_suffix(".ky.json").read_text())
        with pikepdf.open(path) as file:
            self.pages = [page.obj.objgen[0] for page in file.pages]
            self.root = file.Root.objgen[0]
            self.tree = file.Root.Pages.objgen[0]
            self.info = file.trailer.Info.objgen[0]
            self.content = file.pages[0].obj.Contents.objgen[0]
            self.text = file.pages[0].obj.Contents.read_bytes()
            self.packed = file.pages[0].obj.Contents.read_raw_bytes()
            self.is_packed = "/Filter" in file.pages[0].obj.Contents
            self.fields = {}
            if "/AcroForm" in file.Root:
                self.form = file.Root.AcroForm.objgen[0]
                self.fields = {str(field.T): field.objgen[0] for field in file.Root.AcroForm.Fields}

    def copy(self):
        """The content of the first page, as it is."""
        return stream(self.packed, b"/Filter/FlateDecode" if self.is_packed else b"")

    def blank(self, name):
        """A blank as left, bottom, right, top in points, with its baseline."""
        one = next(blank for blank in self.sidecar["blanks"] if blank["name"] == name)
        return *self.rectangle(one), 841.89 - one["baseline"] * MM

    def area(self, name):
        return self.rectangle(next(field for field in self.sidecar["fields"] if field["name"] == name))

    @staticmethod
    def rectangle(one):
        left, top = one["left"] * MM, 841.89 - one["top"] * MM
        return left, top - one["height"] * MM, left + one["width"] * MM, top


def raw(pdf, number):
    """The text of an object as the file's last revision has it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return file.get_object(number, 0).unparse(resolved=True)


def size(pdf):
    return max(int(found) for found in re.findall(rb"/Size (\d+)", pdf))


def last_start(pdf):
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def stream(content, dictionary=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def region(pdf, objects, *, entries=None, hidden=(), trailer=None, keys=b"", start=None, after=b"", sized=None, sort=True, head=b""):
    """A file with an appended region. Objects are (number, body) or (number, generation, body).

    What is bent: `entries` changes the list of entries of the table, `hidden` are objects in no table, `trailer` is the whole
    trailer dictionary, `keys` are added to it, `start` is what startxref says.
    """
    out = bytearray(pdf)
    if not out.endswith(b"\n"):
        out += b"\n"
    out += head
    table = []
    for one in objects:
        number, generation, body = one if len(one) == 3 else (one[0], 0, one[1])
        table.append([number, len(out), generation])
        out += b"%d %d obj\n%s\nendobj\n" % (number, generation, body)
    for number, body in hidden:
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    if sort:
        table.sort()
    table = entries(table, bytes(out)) if entries else table
    at = len(out)
    out += b"xref\n"
    for entry in table:
        number, offset, generation = entry[:3]
        out += b"%d %d\n%010d %05d %s \n" % (number, entry[3] if len(entry) > 3 else 1, offset, generation, b"n")
    count = sized or max([size(pdf)] + [entry[0] + 1 for entry in table])
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root, info = file.Root.objgen[0], file.trailer.Info.objgen[0]
        ids = b"".join(b"<" + bytes(part).hex().encode() + b">" for part in file.trailer.ID)
    whole = trailer or b"<</Size %d/Root %d 0 R/Info %d 0 R/ID[%s]/Prev %d%s>>" % (count, root, info, ids, last_start(pdf), keys)
    whole = whole.replace(b"@PREV@", b"%d" % last_start(pdf)).replace(b"@IDS@", ids).replace(b"@SIZE@", b"%d" % count)
    return bytes(out) + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n%s" % (whole, at if start is None else start(at), after)


def message(signer, digest):
    """A CMS signature of a digest."""
    import asyncio

    made = asyncio.run(signer.async_sign(digest, "sha256", use_pades=True))
    return made.dump()


def signature(extra=b"", sub=b"ETSI.CAdES.detached"):
    return b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s/ByteRange[0 0000000000 0000000000 0000000000]/Contents<%s>%s>>" % (
        sub, b"0" * ROOM * 2, extra)


def seal(pdf, contents):
    """Writes into the last signature what it covers, and its message, made from the digest."""
    start = pdf.rindex(b"/Contents<" + b"0" * 64) + len(b"/Contents")
    end = start + ROOM * 2 + 2
    at = pdf.rindex(b"/ByteRange[0 0000000000 0000000000 0000000000]") + len(b"/ByteRange[0 ")
    out = bytearray(pdf)
    out[at : at + 32] = b"%010d %010d %010d" % (start, end, len(pdf) - end)
    digest = hashlib.sha256(bytes(out[:start]) + bytes(out[end:])).digest()
    made = contents(digest).hex().encode()
    out[start + 1 : start + 1 + len(made)] = made
    return bytes(out)


TOKEN = re.compile(rb"<<|>>|\[|\]|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>|/[^\s<>\[\]()/]*|[^\s<>\[\]()/]+", re.S)


def entries_of(body):
    """The entries of a dictionary of text, as pairs of bytes."""
    tokens, out, depth = TOKEN.findall(body), [], 0
    for token in tokens[1:-1]:
        if depth == 0 and token.startswith(b"/") and (not out or out[-1][1]):
            out.append([token[1:], []])
        else:
            out[-1][1].append(token)
            depth += {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}.get(token, 0)
    return [(key, b" ".join(value)) for key, value in out]


def with_key(body, key, value):
    """A dictionary of text with a key replaced, added, or, without a value, taken away."""
    kept = [(name, text) for name, text in entries_of(body) if name != key]
    return b"<<" + b"".join(b"/%s %s " % one for one in kept + ([(key, value)] if value is not None else [])) + b">>"


def sign(pdf, signer, field, number, *, objects=(), extra=b"", contents=None, sub=b"ETSI.CAdES.detached", changes=None, look=None, **bent):
    """Signs a field that is there, in the same region as other objects."""
    body = raw(pdf, number)
    fresh = max([size(pdf)] + [one[0] + 1 for one in objects])
    body = with_key(body, b"V", b"%d 0 R" % fresh)
    for key, value in (changes or {}).items():
        body = with_key(body, key, value)
    made = region(pdf, [*objects, (number, body), (fresh, signature(extra, sub))], **bent)
    return seal(made, contents or (lambda digest: message(signer, digest)))


def own_field(pdf, signer, page, widget, *, form, extra=b"", contents=None, objects=(), sub=b"ETSI.CAdES.detached", title=b"Khac", **bent):
    """Signs a field that the signing program brings along."""
    fresh = max([size(pdf)] + [one[0] + 1 for one in objects])
    sheet, fields = raw(pdf, page), raw(pdf, form)
    widget = widget.replace(b"@V@", b"/V %d 0 R" % (fresh + 1)).replace(b"@T@", b"/T(%s)" % title)
    sheet = add_to_list(sheet, b"Annots", fresh)
    fields = add_to_list(fields, b"Fields", fresh)
    made = region(
        pdf, [*objects, (page, sheet), (form, fields), (fresh, widget), (fresh + 1, signature(extra, sub))], **bent
    )
    return seal(made, contents or (lambda digest: message(signer, digest)))


def add_to_list(body, key, number):
    found = re.search(rb"/" + key + rb"\s*\[", body)
    if not found:
        return body[:2] + b" /" + key + b" [ %d 0 R ] " % number + body[2:]
    close = body.index(b"]", found.end())
    return body[:close] + b" %d 0 R " % number + body[close:]
