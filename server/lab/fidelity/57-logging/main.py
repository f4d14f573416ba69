import logging
logging.warning("to stderr")
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s %(threadName)s %(filename)s:%(lineno)d %(message)s")
logging.getLogger("chat").info("hello %s", "world")
try:
    [][1]
except IndexError:
    logging.exception("caught")
