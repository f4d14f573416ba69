import multiprocessing

def square(number):
    return number * number

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(10)))
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=queue.put, args=("from a child",))
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode, multiprocessing.get_start_method())
