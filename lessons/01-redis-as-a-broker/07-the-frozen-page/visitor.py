import sys
import time
from urllib.request import urlopen

port, page = sys.argv[1:]


def visit(page):
    print('opens', page)
    try:
        with urlopen(f'http://localhost:{port}{page}', timeout=3) as answer:
            print('reads:', answer.read().decode())
    except TimeoutError:
        print('leaves: no answer for 3 s')


visit('/')
time.sleep(2)
visit(page)
