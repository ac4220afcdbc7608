import asyncio, time, cProfile, pstats
from contextlib import suppress
from notifications import commands, outgoing
from notifications.testing import a_fact, receiving
from common.ids import new_id


async def test_bench(courier, subscribe, begin, tenant):
    async with receiving(204) as r:
        await subscribe(r.url)
        for _ in range(1000):
            f = a_fact(tenant=tenant)
            async with begin(tenant) as tx:
                await commands.tell(tx, outgoing.told(f), new_id=new_id)
        t = time.monotonic()
        c = time.process_time()
        p = cProfile.Profile()
        import os

        if os.environ.get("PROF"):
            p.enable()
        run = asyncio.create_task(courier.run())
        while len(r.got) < 1000:
            await asyncio.sleep(0.02)
        p.disable()
        print("delivered/s", 1000 / (time.monotonic() - t), "cpu/s", 1000 / (time.process_time() - c))
        await asyncio.sleep(0.3)
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run
        if os.environ.get("PROF"):
            pstats.Stats(p).sort_stats("tottime").print_stats(22)
            pstats.Stats(p).sort_stats("cumtime").print_stats(70)
