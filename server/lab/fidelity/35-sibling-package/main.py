import shop
from shop import stock
from shop.stock import count
import shop.missing
