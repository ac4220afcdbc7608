"""Programs that run beside the suite while it is measured: baselines, load client, sink."""
