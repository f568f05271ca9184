return await Parley.Cli.CliProgram.MainAsync(args);
