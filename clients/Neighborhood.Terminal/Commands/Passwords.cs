namespace Neighborhood.Terminal.Commands;

/// <summary>Passwords come from a person who types them unseen, or from standard input; never from the command line, which other users can read.</summary>
internal static class Passwords
{
    public static string Read(Invocation run, bool fromStandardInput)
    {
        if (fromStandardInput)
        {
            return run.Around.In.ReadLine() ?? throw new UsageException(run.Phrases["usage_password"]);
        }

        return run.Around.IsInteractive ? Ask(run, "ask_password") : throw new UsageException(run.Phrases["usage_password"]);
    }

    /// <summary>A person types a new one twice.</summary>
    public static string ReadNew(Invocation run, bool fromStandardInput)
    {
        var password = Read(run, fromStandardInput);
        return fromStandardInput || Ask(run, "ask_password_again") == password ? password : throw new UsageException(run.Phrases["usage_password_differs"]);
    }

    private static string Ask(Invocation run, string key)
    {
        run.Around.Error.Write(run.Phrases[key]);
        var typed = run.Around.ReadSecret();
        run.Around.Error.WriteLine();
        return typed;
    }
}
