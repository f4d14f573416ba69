import sys
import time
from urllib.request import urlopen


def visit(page):
    print('opens', page)
    try:
        with urlopen(f'http://localhost:8000{page}', timeout=3) as answer:
            print('reads:', answer.read().decode())
    except TimeoutError:
        print('leaves: no answer for 3 s')


visit('/')
time.sleep(2)
visit(sys.argv[1])
