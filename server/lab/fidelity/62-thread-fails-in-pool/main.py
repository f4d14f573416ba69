from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor

def work(n):
    return 10 // n

if __name__ == "__main__":
    with ThreadPoolExecutor(2) as pool:
        print(list(pool.map(work, [1, 2, 5])))
    with ProcessPoolExecutor(1) as pool:
        print(list(pool.map(work, [1, 2])))
        pool.submit(work, 0).result()
