#!/usr/bin/env python3
"""Tells whether a picture of the page of a comparison shows it: not blank, dark words, red and green marks."""
import struct
import sys
import zlib


def pixels(path):
    data = open(path, "rb").read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert depth == 8 and colour in (2, 6) and not interlaced, "another kind of PNG"
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    size = 3 if colour == 2 else 4
    raw, stride = zlib.decompress(packed), width * size
    above = bytearray(stride)
    for row in range(height):
        start = row * (stride + 1)
        way, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for x in range(stride if way else 0):
            left = line[x - size] if x >= size else 0
            up = above[x]
            if way == 1:
                line[x] = (line[x] + left) & 255
            elif way == 2:
                line[x] = (line[x] + up) & 255
            elif way == 3:
                line[x] = (line[x] + (left + up) // 2) & 255
            elif way == 4:
                corner = above[x - size] if x >= size else 0
                guess = left + up - corner
                nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                line[x] = (line[x] + nearest[2]) & 255
        above = line
        yield width, height, [tuple(line[x : x + 3]) for x in range(0, stride, size)]


def main(path):
    total = dark = red = green = 0
    for width, height, row in pixels(path):
        total += width
        for r, g, b in row:
            dark += r < 90 and g < 90 and b < 90
            red += r > 140 and g < 60 and b < 60
            green += g > r + 20 and g > b + 10
    assert width >= 1000 and height >= 1000, f"{width}x{height}"
    assert 0.005 < dark / total < 0.4, f"{dark} dark of {total}: blank, or all black"
    assert red > 200, f"{red} red: what got weaker is not marked"
    assert green > 1000, f"{green} green: what is new is not marked"
    print(f"{width}x{height}, {dark / total:.1%} ink")


main(sys.argv[1])
