import locale, time, datetime, decimal, zoneinfo
print(locale.getlocale(), locale.getpreferredencoding(), time.tzname)
print(datetime.datetime(2024, 5, 6, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).isoformat(), decimal.Decimal(1) / 3)
