using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Parley.Integrations.Databases.Sqlite;

/// <summary>
/// Lets Microsoft.Data.Sqlite run on an older SQLitePCLRaw than it asks for, where a package registry has no newer one:
/// the API it uses is the same. Such an old bundle carries an old SQLite too, so the system's library is preferred then.
/// With a current SQLitePCLRaw none of this takes effect.
/// </summary>
internal static class SqliteNative
{
    private static readonly Version Current = new(2, 1);

    public static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += ResolveOlder;
        InitializeProvider();
    }

    private static Assembly? ResolveOlder(AssemblyLoadContext context, AssemblyName name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
        return name.Name!.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) && File.Exists(file)
            ? context.LoadFromAssemblyPath(file)
            : null;
    }

    // Apart, because the provider's types must not be looked at before the resolver is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InitializeProvider()
    {
        var provider = Assembly.Load("SQLitePCLRaw.provider.e_sqlite3");
        if (provider.GetName().Version < Current)
        {
            NativeLibrary.SetDllImportResolver(provider, PreferSystemLibrary);
        }

        SQLitePCL.Batteries_V2.Init();
    }

    private static nint PreferSystemLibrary(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : 0;
}
