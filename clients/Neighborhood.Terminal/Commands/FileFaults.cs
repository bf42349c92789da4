using Neighborhood.Client.Rolls;

namespace Neighborhood.Terminal.Commands;

/// <summary>Says why a file cannot be used: the cause in the user's language, and in brackets what the system or the reader said.</summary>
internal static class FileFaults
{
    /// <summary>Whether a fault is one of files.</summary>
    public static bool Is(Exception fault) => fault is RollFileException or InvalidDataException or IOException or UnauthorizedAccessException;

    /// <summary>The sentence of a fault of files.</summary>
    public static string Explain(Exception fault, Phrases phrases) => fault switch
    {
        RollFileException roll => RollFaults.Explain(roll, phrases),
        FileNotFoundException { FileName: { } name } => phrases.Say("usage_no_file", name),
        DirectoryNotFoundException => phrases.Say("usage_no_folder", fault.Message),
        UnauthorizedAccessException => phrases.Say("usage_denied", fault.Message),
        InvalidDataException => phrases.Say("usage_content", fault.Message),
        _ => phrases.Say("usage_file", fault.Message),
    };
}
