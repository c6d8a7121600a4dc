/** Loaded before a program, it tells at the program's end how much memory that took at most: `peak kilobytes: N`. */
process.on('exit', () => process.stderr.write(`peak kilobytes: ${process.resourceUsage().maxRSS}\n`));
