# asyncio and threads: to_thread, run_in_executor, callbacks from another thread.
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def block(n):
    time.sleep(n / 20)
    return n, threading.current_thread() is not threading.main_thread()


async def tick():
    for n in range(3):
        print('tick', n)
        await asyncio.sleep(0.03)


async def main():
    print(await asyncio.gather(asyncio.to_thread(block, 3), asyncio.to_thread(block, 1), tick()))
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, block, 1))
    done = loop.create_future()
    threading.Timer(0.02, lambda: loop.call_soon_threadsafe(done.set_result, 'rung')).start()
    print(await done)
    try:
        await asyncio.wait_for(asyncio.to_thread(block, 4), 0.02)
    except asyncio.TimeoutError:
        print('given up')
    other = asyncio.run_coroutine_threadsafe

    def ask():
        answer.append(other(asyncio.sleep(0.01, 'from the loop'), loop).result())
    answer = []
    await asyncio.to_thread(ask)
    print(answer)


asyncio.run(main())
