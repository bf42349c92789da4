namespace Neighborhood.Terminal.Commands;

/// <summary>Nobody typed anything for so long that whoever stood here has left.</summary>
internal sealed class BoothIdleException : Exception;

/// <summary>
/// What is typed in a booth. A question nobody answers in time is given up, and what is typed to it later belongs to nobody and is thrown away.
/// </summary>
internal sealed class BoothInput(Surroundings around, TimeSpan idle)
{
    private Task<string?>? _abandoned;

    /// <summary>A line, or null at the end of the input.</summary>
    /// <exception cref="BoothIdleException">Nobody typed one in time.</exception>
    public Task<string?> LineAsync(CancellationToken cancel) => ReadAsync(around.In.ReadLine, cancel);

    /// <summary>A password, unseen.</summary>
    /// <exception cref="BoothIdleException">Nobody typed one in time.</exception>
    public async Task<string> SecretAsync(CancellationToken cancel) => await ReadAsync(around.ReadSecret, cancel).ConfigureAwait(false) ?? "";

    /// <summary>A line, for however long it takes: nobody is at the booth.</summary>
    public async Task<string?> NextAsync(CancellationToken cancel)
    {
        await ForgetAsync(cancel).ConfigureAwait(false);
        return await Task.Run(around.In.ReadLine, cancel).WaitAsync(cancel).ConfigureAwait(false);
    }

    private async Task<string?> ReadAsync(Func<string?> read, CancellationToken cancel)
    {
        await ForgetAsync(cancel).ConfigureAwait(false);
        var typed = Task.Run(read, cancel);
        try
        {
            return await typed.WaitAsync(idle, around.Clock, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _abandoned = typed;
            throw new BoothIdleException();
        }
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        if (_abandoned is { } abandoned)
        {
            await abandoned.WaitAsync(cancel).ConfigureAwait(false);
            _abandoned = null;
        }
    }
}
