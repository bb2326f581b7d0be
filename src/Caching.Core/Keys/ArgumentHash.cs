using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Caching;

/// <summary>Stands for an argument whose text is long: <c>#</c> and the base64url SHA-256 of that text in UTF-8.</summary>
/// <remarks>A literal <c>#</c> is always escaped, so no short argument can pass for a hash.</remarks>
internal static class ArgumentHash
{
    public const int LongestPlainText = 64;

    public const int Length = 44;

    public static void Write(ReadOnlySpan<char> text, Span<char> destination)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        destination[0] = '#';
        Base64Url.EncodeToChars(hash, destination[1..]);
    }
}
