namespace Parley.Server.Tests.Processes;

/// <summary>A folder whose files come, are copied, change, move and go.</summary>
internal sealed class CrashFolder
{
    private const int NewFiles = 20;
    private const int NewCopies = 8;

    private readonly List<string> _untouched = [];
    private readonly HashSet<string> _changed = [];
    private readonly List<string> _gone = [];

    public CrashFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    /// <summary>What is in it by now, by name.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>What stands in files that were deleted and in no other: their first names.</summary>
    public IEnumerable<string> Gone => _gone.Where(text => !Texts.ContainsValue(text)).Select(text => text.Split('\n')[0]["# File ".Length..]);

    public bool WasChanged(string name) => _changed.Contains(name);

    /// <summary>Of what earlier rounds left, some files are copied, and one of all is changed, one renamed, one deleted and two change names; each is touched once in its life.</summary>
    public void Change(int round, Random random)
    {
        if (round > 0)
        {
            for (var i = 0; i < NewCopies; i++)
            {
                var (source, copy) = (_untouched[random.Next(_untouched.Count)], $"{random.Next(1000):000}-copy-{round}-{i}.md");
                Write(copy, Texts[source]);
                _untouched.Add(copy);
            }

            var changed = Take(random);
            _changed.Add(changed);
            Write(changed, $"# Changed\n\nIn round {round}, {changed} was written anew.");

            var (from, to) = (Take(random), $"{random.Next(1000):000}-moved-{round}.md");
            File.Move(Full(from), Full(to));
            Texts[to] = Texts[from];
            Texts.Remove(from);

            var (one, other) = (Take(random), Take(random));
            var text = Texts[one];
            Write(one, Texts[other]);
            Write(other, text);

            var gone = Take(random);
            File.Delete(Full(gone));
            _gone.Add(Texts[gone]);
            Texts.Remove(gone);
        }

        // Names by chance, so that new files stand among the old ones wherever the work is interrupted.
        for (var i = 0; i < NewFiles; i++)
        {
            var name = $"{random.Next(1000):000}-r{round}-{i}.md";
            Write(name, $"# File {name}\n\n{string.Join("\n\n", Enumerable.Range(0, 12).Select(p => $"Paragraph {p} of {name} among files."))}");
            _untouched.Add(name);
        }
    }

    private string Take(Random random)
    {
        var at = random.Next(_untouched.Count);
        var name = _untouched[at];
        _untouched.RemoveAt(at);
        return name;
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(Full(name), text);
        Texts[name] = text;
    }

    private string Full(string name) => System.IO.Path.Combine(Path, name);
}
