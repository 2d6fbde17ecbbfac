# datetime: date, time, datetime, timedelta, timezone.
import datetime as dt
from datetime import date, datetime, time, timedelta, timezone


def show(text, call=None):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


d = date(2024, 2, 29)
x = datetime(2024, 3, 10, 14, 5, 9, 123456)
z = datetime(2024, 1, 1, tzinfo=timezone.utc)
for text in '''d
str(d)
d + timedelta(days=366)
d - date(2023, 1, 1)
d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.ctime()
d.replace(year=2020), d.isoformat(), d.strftime('%Y/%m/%d %a %A %b %B %j %U %W %y %%'), d.timetuple()
date.fromordinal(738000), date.fromisoformat('2024-05-06'), date.fromisoformat('20240506'), date.fromisocalendar(2024, 10, 3)
date.min, date.max, date.resolution
d < date(2025, 1, 1), d == date(2024, 2, 29), d != 3, max(d, date(2024, 3, 1)), hash(d) == hash(date(2024, 2, 29))
f'{d:%d.%m.%Y}', f'{d}'
x, str(x), x.isoformat(), x.isoformat(' ', 'minutes'), x.isoformat(timespec='milliseconds')
x + timedelta(hours=10), x - timedelta(weeks=1), x - datetime(2024, 1, 1)
x.date(), x.time(), x.year, x.microsecond, x.replace(hour=0, microsecond=0), x.timetuple()[:9]
x.strftime('%H:%M:%S %I %p %f %Z %z %c %x %X'), x.ctime(), f'{x:%H:%M}'
datetime.combine(d, time(12, 30)), datetime.fromisoformat('2024-03-10T14:05:09.5+02:00'), datetime.fromisoformat('2024-03-10')
datetime.strptime('2024-03-10 14:05', '%Y-%m-%d %H:%M'), datetime.strptime('10 Mar 24 02 PM', '%d %b %y %I %p')
z, str(z), z.timestamp(), z.utcoffset(), z.tzname(), z.astimezone(timezone(timedelta(hours=-5, minutes=-30)))
datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, timezone.utc), datetime.utcfromtimestamp(86400)
z == datetime(2024, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), z == x, hash(z) == hash(z.replace())
datetime.min, datetime.max
timedelta(1), timedelta(hours=25, minutes=61), timedelta(-1), timedelta(seconds=-1), timedelta(), timedelta(0.5), timedelta(microseconds=1.5)
str(timedelta(1)), str(timedelta(days=-1, hours=3)), str(timedelta(days=2, seconds=3, microseconds=4)), str(timedelta())
timedelta(1) * 2, timedelta(1) / 2, timedelta(1) / timedelta(hours=1), timedelta(1) // 7, timedelta(5) % timedelta(2), divmod(timedelta(5), timedelta(2))
timedelta(1) * 1.5, timedelta(1) / 1.5, -timedelta(1), abs(timedelta(-1)), timedelta(1).total_seconds(), timedelta(1) > timedelta(0), bool(timedelta())
sum([timedelta(1), timedelta(2)], timedelta()), timedelta.max, timedelta.resolution
time(1, 2), time(1, 2, 3, 4), str(time(1, 2, 3)), time.fromisoformat('04:05:06'), time(5) < time(6), time(1, 2).replace(hour=7), time(3, tzinfo=timezone.utc)
time(1, 2, 3).isoformat('minutes'), time(13).strftime('%I %p'), time.max
timezone.utc, timezone(timedelta(hours=1)), timezone(timedelta(hours=1), 'CET'), str(timezone(timedelta(hours=-3))), timezone(timedelta(0)) is timezone.utc
date(2024, 2, 30)
date(2024, 13, 1)
date(0, 1, 1)
date(2024)
date('a', 1, 1)
datetime(2024, 1, 1, 25)
datetime(2024, 1, 1, 2, 60)
time(0, 0, 0, 1000000)
timedelta('a')
timedelta(999999999) + timedelta(1)
d < x
x - z
x < z
date.max + timedelta(1)
datetime.strptime('a', '%Y')
datetime.strptime('2024x', '%Y')
datetime.strptime('2024', '%Q')
date.fromisoformat('2024-1-1')
datetime.fromisoformat('nonsense')
timezone(timedelta(days=2))
timezone(3)
datetime(2024, 1, 1, tzinfo=3)
timedelta(1) / 0
isinstance(x, date), issubclass(datetime, date), type(d), dt.MINYEAR, dt.UTC'''.split('\n'):
    show(text)
for text in '''d + 1
d - 'a'
d < 3
timedelta(1) * 'a'
setattr(date, 'x', 1)'''.split('\n'):
    show(text)
