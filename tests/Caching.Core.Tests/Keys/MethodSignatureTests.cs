namespace Caching.Core.Tests.Keys;

public sealed class MethodSignatureTests
{
    public interface IOverloads<T>
    {
        void Get(T a);
        void Get(int a);
        void Get(string a, CancellationToken token);
        void Get(string a);
        void Get<TOther>(TOther a);
        void Find(long a, IProgress<int> progress, CancellationToken token);
        string Name { get; }
        void Of<TFirst>(TFirst a);
        void Of<TFirst>(int a);
    }

    public static class Outer<T>
    {
        public sealed class Inner<TOther>;

        public sealed class Plain;
    }

    [TestCase(typeof(int), "int")]
    [TestCase(typeof(int?), "int?")]
    [TestCase(typeof(string[][]), "string[][]")]
    [TestCase(typeof(int[,]), "int[,]")]
    [TestCase(typeof(List<int>), "System.Collections.Generic.List<int>")]
    [TestCase(
        typeof(Dictionary<string, DayOfWeek?>),
        "System.Collections.Generic.Dictionary<string,System.DayOfWeek?>"
    )]
    [TestCase(typeof((int, string)), "System.ValueTuple<int,string>")]
    [TestCase(
        typeof(Outer<int>.Inner<string>),
        "Caching.Core.Tests.Keys.MethodSignatureTests+Outer<int>+Inner<string>"
    )]
    [TestCase(typeof(Outer<int>.Plain), "Caching.Core.Tests.Keys.MethodSignatureTests+Outer<int>+Plain")]
    [TestCase(typeof(object), "object")]
    public void Types_are_named_as_C_sharp_writes_them(Type type, string expected) =>
        Assert.That(MethodSignature.TypeName(type), Is.EqualTo(expected));

    [Test]
    public void Overloads_never_read_the_same_however_the_type_is_closed_E15()
    {
        foreach (
            var contract in new[] { typeof(IOverloads<int>), typeof(IOverloads<string>), typeof(IOverloads<Animal>) }
        )
        {
            foreach (var argument in new[] { typeof(int), typeof(string), typeof(CancellationToken) })
            {
                var methods = contract
                    .GetMethods()
                    .Select(method => method.IsGenericMethod ? method.MakeGenericMethod(argument) : method);
                Assert.That(methods.Select(MethodSignature.Describe), Is.Unique, $"{contract} of {argument}");
            }
        }
    }

    [Test]
    public void Tokens_and_progress_are_left_out_where_no_overload_needs_them_M1()
    {
        var find = Methods.Of<IOverloads<int>>("Find");
        var get = Methods.Of<IOverloads<int>>("Get", typeof(string), typeof(CancellationToken));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MethodSignature.Describe(find), Is.EqualTo("Find(long)"));
            Assert.That(MethodSignature.Describe(get), Is.EqualTo("Get(string,System.Threading.CancellationToken)"));
            Assert.That(
                MethodSignature.Describe(Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(Dog))),
                Is.EqualTo("Generic<Caching.Core.Tests.Keys.Dog>(Caching.Core.Tests.Keys.Dog)")
            );
            Assert.That(MethodSignature.Describe(Methods.Of<IOverloads<int>>("get_Name")), Is.EqualTo("get_Name()"));
        }
    }
}
