class Lost(Exception):
    pass

try:
    try:
        {}["missing"]
    except KeyError as error:
        raise Lost("while looking") from error
except Lost:
    1 / 0
