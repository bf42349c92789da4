using System.Globalization;
using System.Numerics;

namespace Neighborhood.Rules.Counting;

/// <summary>An exact fraction in lowest terms; its denominator is above 0. The default is 0.</summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger _denominator;

    /// <summary>Makes a fraction.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    /// <summary>0.</summary>
    public static Fraction Zero => default;

    /// <summary>Above the line.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Below the line, at least 1.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The whole number at or below it.</summary>
    public BigInteger Floor => Numerator.Sign < 0 ? -((-Numerator + Denominator - 1) / Denominator) : Numerator / Denominator;

    /// <summary>A whole number.</summary>
    public static implicit operator Fraction(long value) => new(value, BigInteger.One);

    /// <summary>A whole number.</summary>
    public static Fraction FromInt64(long value) => value;

    /// <summary>Reads <c>12</c> or <c>12/5</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Fraction Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        if (parts.Length > 2)
        {
            throw new FormatException($"{text} is not a fraction.");
        }

        var denominator = parts.Length == 1 ? BigInteger.One : BigInteger.Parse(parts[1], CultureInfo.InvariantCulture);
        return new Fraction(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), denominator);
    }

    /// <summary>The sum.</summary>
    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The difference.</summary>
    public static Fraction operator -(Fraction left, Fraction right) => left + new Fraction(-right.Numerator, right.Denominator);

    /// <summary>The product.</summary>
    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Fraction operator /(Fraction left, Fraction right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    /// <summary>Whether the left is smaller.</summary>
    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is larger.</summary>
    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is not larger.</summary>
    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is not smaller.</summary>
    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    /// <summary>The sum.</summary>
    public static Fraction Add(Fraction left, Fraction right) => left + right;

    /// <summary>The difference.</summary>
    public static Fraction Subtract(Fraction left, Fraction right) => left - right;

    /// <summary>The product.</summary>
    public static Fraction Multiply(Fraction left, Fraction right) => left * right;

    /// <summary>The quotient.</summary>
    public static Fraction Divide(Fraction left, Fraction right) => left / right;

    /// <summary>The smaller one.</summary>
    public static Fraction Min(Fraction left, Fraction right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary><c>12</c> or <c>12/5</c>.</summary>
    public override string ToString() => Denominator.IsOne
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>A decimal for people, cut (not rounded) after so many places; what was cut off is not shown.</summary>
    public string ToDecimal(int places)
    {
        var scale = BigInteger.Pow(10, places);
        var digits = BigInteger.Abs(Numerator) * scale / Denominator;
        var whole = (digits / scale).ToString(CultureInfo.InvariantCulture);
        var rest = (digits % scale).ToString(CultureInfo.InvariantCulture).PadLeft(places, '0').TrimEnd('0');
        return (Sign < 0 ? "-" : "") + (places == 0 || rest.Length == 0 ? whole : whole + "." + rest);
    }
}
