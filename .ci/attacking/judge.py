"""Two readers, pdfium and poppler: whether a file shows anything else outside the boxes where it may."""

import contextlib
import pathlib
import subprocess
import tempfile
import threading

import numpy
import pypdfium2
from PIL import Image

DPI = 60
MM = DPI / 25.4
MARGIN = 1.2


# pdfium knows no threads: one asks it at a time, and closes all that it made.
ALONE = threading.Lock()


def pdfium(pdf, dpi=DPI):
    out = []
    with ALONE, contextlib.closing(pypdfium2.PdfDocument(pdf)) as file:
        file.init_forms()
        for number in range(len(file)):
            with contextlib.closing(file[number]) as page:
                with contextlib.closing(page.render(scale=dpi / 72, may_draw_forms=True)) as bitmap:
                    out.append(numpy.array(bitmap.to_pil().convert("L")))
    return out


def poppler(pdf, dpi=DPI):
    with tempfile.TemporaryDirectory() as directory:
        source = pathlib.Path(directory, "a.pdf")
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", source, f"{directory}/p"], capture_output=True, timeout=60)
        return [numpy.asarray(Image.open(page)) for page in sorted(pathlib.Path(directory).glob("p*.pgm"))]


READERS = {"pdfium": pdfium, "poppler": poppler}


class Judge:
    def __init__(self, built):
        self.pictures = {name: read(built.bytes) for name, read in READERS.items()}
        self.boxes = [*built.sidecar["fields"], *built.sidecar["blanks"]]

    def differs(self, pdf, boxes=True):
        """The readers that show something else, with the first page that differs."""
        out = []
        for name, read in READERS.items():
            try:
                pages = read(pdf)
            except Exception:
                out.append(f"{name} cannot")
                continue
            page = self.page(self.pictures[name], pages, boxes)
            if page:
                out.append(f"{name} p{page}")
        return out

    def page(self, old, new, boxes):
        if len(old) != len(new):
            return -1
        for at, (one, other) in enumerate(zip(old, new), 1):
            if one.shape != other.shape:
                return at
            far = numpy.abs(one.astype(int) - other.astype(int)) > 48
            for box in self.boxes if boxes else []:
                if box["page"] == at:
                    left, top = (box["left"] - MARGIN) * MM, (box["top"] - MARGIN) * MM
                    right, bottom = left + (box["width"] + 2 * MARGIN) * MM, top + (box["height"] + 2 * MARGIN) * MM
                    far[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1] = False
            if far.any():
                return at
        return 0
