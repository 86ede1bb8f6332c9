// Preloaded into every measured process: writes its peak memory in kilobytes where the benchmark asks for it.
if (process.env.BENCH_RSS) {
  process.on('exit', () =>
    require('node:fs').writeFileSync(process.env.BENCH_RSS, String(process.resourceUsage().maxRSS)),
  );
}
