"""The inks. Every picture takes one palette and at most one guest from another."""

RGB = tuple[int, int, int]


def ink(code: str) -> RGB:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(a: RGB, b: RGB, t: float) -> RGB:
    t = min(1.0, max(0.0, t))
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


# Phù sa
TEAL = ink("#0e5a52")
SAND = ink("#f6f0e4")
LONGAN = ink("#7b4a20")
# Hồng sen
LOTUS = ink("#a8325e")
MIST = ink("#f7f1f1")
LEAF = ink("#3f6b45")
# Nghệ
TURMERIC = ink("#8f5a00")
GOLD = ink("#e2a20c")
CREAM = ink("#faf5e8")
INDIGO = ink("#2b3a67")
# Lúa
PADDY = ink("#3c6e1f")
STRAW = ink("#f7f4e6")
BRICK = ink("#9a3b26")

# Overprints: what two inks give on the press.
NIGHT = mix(INDIGO, (6, 10, 24), 0.55)
BARK = mix(LONGAN, (24, 14, 8), 0.6)
DEEP = mix(TEAL, (3, 20, 24), 0.6)
FOREST = mix(LEAF, (8, 26, 20), 0.6)
PEACH = mix(SAND, (236, 150, 92), 0.5)
APRICOT = ink("#eda765")
ROSE = mix(LOTUS, MIST, 0.55)
