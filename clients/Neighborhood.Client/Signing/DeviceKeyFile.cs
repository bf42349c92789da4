using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Client.Signing;

/// <summary>What is kept of this computer as a device of one account: its private key, and the names under which it is on record as active.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Server">Where the account is.</param>
/// <param name="Account">accounts/{account}</param>
/// <param name="PrivateKey">32 bytes. A secret.</param>
/// <param name="Active">communities/{community} to the name of the device there.</param>
internal sealed record StoredDevice(string Format, string Server, string Account, byte[] PrivateKey, IReadOnlyDictionary<string, string> Active)
{
    public const string CurrentFormat = "neighborhood device key v1";

    public StoredDevice With(string community, string device) =>
        this with { Active = new Dictionary<string, string>(Active) { [community] = device } };

    public StoredDevice Without(string community) =>
        this with { Active = Active.Where(known => known.Key != community).ToDictionary() };
}

/// <summary>
/// The file of one account on one server, in a folder of the user's own: both readable by the user only. A key is made once and never replaced.
/// </summary>
internal sealed class DeviceKeyFile
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly string _server;
    private readonly string _account;

    public DeviceKeyFile(string folder, Uri server, string account)
    {
        (_server, _account) = (server.GetLeftPart(UriPartial.Authority), account);
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{_server}\n{account}"));
        _path = Path.Combine(folder, Convert.ToHexStringLower(id.AsSpan(0, 10)) + ".json");
    }

    /// <summary>What is kept; null where there is no key yet.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public async Task<StoredDevice?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(_path);
            var stored = await JsonSerializer.DeserializeAsync<StoredDevice>(file, Json, cancel).ConfigureAwait(false);
            return stored is { Format: StoredDevice.CurrentFormat, PrivateKey.Length: DeviceKey.Size, Active: not null }
                && stored.Server == _server && stored.Account == _account
                ? stored
                : throw Unreadable(null);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException fault)
        {
            throw Unreadable(fault);
        }
    }

    /// <summary>What is kept, with a new key where there was none.</summary>
    public async Task<StoredDevice> ReadOrMakeAsync(CancellationToken cancel) =>
        await ReadAsync(cancel).ConfigureAwait(false)
        ?? await ChangeAsync(stored => stored, cancel).ConfigureAwait(false);

    public async Task<StoredDevice> ChangeAsync(Func<StoredDevice, StoredDevice> change, CancellationToken cancel)
    {
        PrivateFile.CreateFolderOf(_path);
        await using var turn = await PrivateFile.TakeTurnAsync(_path, LongestWait, cancel).ConfigureAwait(false);
        var before = await ReadAsync(cancel).ConfigureAwait(false);
        var after = change(before ?? New());
        if (!ReferenceEquals(before, after))
        {
            await PrivateFile.ReplaceAsync(_path, JsonSerializer.SerializeToUtf8Bytes(after, Json), cancel).ConfigureAwait(false);
        }

        return after;
    }

    private StoredDevice New() =>
        new(StoredDevice.CurrentFormat, _server, _account, RandomNumberGenerator.GetBytes(DeviceKey.Size), new Dictionary<string, string>());

    private InvalidDataException Unreadable(Exception? fault) =>
        new($"{_path} is no device key of {_account} on {_server}. Move it away to begin anew; the new key is then another device.", fault);
}
