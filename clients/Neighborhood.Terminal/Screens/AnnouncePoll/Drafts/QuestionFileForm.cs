using System.Collections.Immutable;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Takes the questions of a poll from the file that <c>polls announce --questions</c> takes.</summary>
public static class QuestionFileForm
{
    private const int LongestPath = 1000;

    /// <summary>Asks for the file; what is wrong with it is told beside its field.</summary>
    public static void Open(Workspace workspace, Action<ImmutableArray<Question>> read)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(read);
        workspace.Navigator.Open(new FormPresenter(
            workspace, "drafts_file", [new Field("file", "field_file") { IsRequired = true, MaxLength = LongestPath, Hint = "hint_question_file" }],
            (form, _) =>
            {
                var questions = Read(form["file"], new Phrases("Commands", workspace.Words));
                return Task.FromResult<Action>(() =>
                {
                    workspace.Navigator.Back();
                    read(questions);
                });
            })
        { Introduction = words => words["drafts_file_text"] });
    }

    private static ImmutableArray<Question> Read(string path, Phrases phrases)
    {
        try
        {
            return [.. QuestionsFile.Read(phrases, Fields.PathOf(path))];
        }
        catch (UsageException fault)
        {
            throw Fields.Refusal("file", fault.Message);
        }
    }
}
