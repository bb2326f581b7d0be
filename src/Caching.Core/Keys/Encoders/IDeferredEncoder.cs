namespace Caching;

internal interface IDeferredEncoder
{
    void Complete(ArgumentEncoder encoder);
}
