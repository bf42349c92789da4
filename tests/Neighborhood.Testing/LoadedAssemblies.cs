/// <summary>
/// Loaded into another process by <c>DOTNET_STARTUP_HOOKS</c>: when that process ends it writes down which assemblies it had loaded, one a line, into the file
/// named by NEIGHBORHOOD_LOADED. The runtime asks for a type of this name outside any namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
        Environment.GetEnvironmentVariable("NEIGHBORHOOD_LOADED")!,
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
