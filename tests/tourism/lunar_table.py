"""Makes data/lunar-months.csv: the first day of every Vietnamese lunar month, 1990 to 2050.

Independent of the product's calendar: new moons and the sun's longitude come from PyEphem (VSOP87 and the moon's
theory of Chapront, where lunar-vn sums a few of Meeus' terms), and the rule is applied from scratch: months begin on the
day (UTC+7) of the new moon; the month that holds the winter solstice is the eleventh; where thirteen months lie between two
of them, the first without a principal term is the leap month.

    pip install ephem && python tests/tourism/lunar_table.py
"""

import csv
import math
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import ephem

TABLE = Path(__file__).parent / "data" / "lunar-months.csv"
FIRST, LAST = 1990, 2050
HANOI = timedelta(hours=7)


def local_day(moment: ephem.Date) -> date:
    # PyEphem counts in UTC.
    return (datetime(*moment.datetime().timetuple()[:6]) + HANOI).date()


def longitude_at_midnight(day: date) -> float:
    """The sun's apparent longitude, degrees of the equinox of date, as the day begins in Hà Nội."""
    moment = ephem.Date(datetime(day.year, day.month, day.day) - HANOI)
    sun = ephem.Sun(moment)
    return math.degrees(ephem.Ecliptic(sun, epoch=moment).lon)


def term(day: date) -> int:
    """Number of the principal term the sun is in as the day begins: 0 from the spring equinox, 9 from the solstice."""
    return int(longitude_at_midnight(day) // 30)


def new_moons(first: int, last: int) -> list[date]:
    found, moment = [], ephem.Date(f"{first}/10/1")
    while True:
        moment = ephem.next_new_moon(moment)
        day = local_day(moment)
        if day.year > last + 1:
            return found
        found.append(day)


def months() -> list[tuple[int, int, int, date]]:
    """(lunar year, month, leap, first day)."""
    moons = new_moons(FIRST - 2, LAST + 1)
    # The month that holds the solstice: the sun is before it as the month begins, past it as the next begins. A
    # month may hold two terms, as the eleventh of 2033 does.
    elevenths = [
        number
        for number in range(len(moons) - 1)
        if term(moons[number]) in (6, 7, 8) and term(moons[number + 1]) in (9, 10, 11)
    ]
    rows = []
    for begin, end in pairwise(elevenths):
        has_leap = end - begin == 13
        month, year, leap_seen = 11, moons[begin].year, False
        for number in range(begin, end):
            is_leap = has_leap and not leap_seen and number > begin and term(moons[number]) == term(moons[number + 1])
            if number > begin and not is_leap:
                month = month % 12 + 1
                year += month == 1
            leap_seen = leap_seen or is_leap
            rows.append((year, month, int(is_leap), moons[number]))
    return [row for row in rows if FIRST <= row[0] <= LAST]


if __name__ == "__main__":
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["year", "month", "leap", "first_day"])
        writer.writerows(months())
