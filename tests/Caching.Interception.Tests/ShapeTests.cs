namespace Caching.Interception.Tests;

public sealed class ShapeTests : ProxyFixture
{
    private Shapes _target = null!;
    private IShapes _proxy = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Shapes();
        _proxy = Factory.Wrap<IShapes>(_target);
    }

    [Test]
    public void A_value_is_computed_once_per_argument()
    {
        int[] results = [_proxy.Value(1), _proxy.Value(1), _proxy.Value(2)];

        Assert.That(results, Is.EqualTo(new[] { 2, 2, 3 }));
        Assert.That(_target.Calls, Is.EqualTo(2));
    }

    [Test]
    public void A_property_is_computed_once()
    {
        string?[] results = [_proxy.Name, _proxy.Name];

        Assert.That(results, Is.All.EqualTo("name"));
        Assert.That(_target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_task_is_computed_once_and_hits_return_a_completed_task_E5()
    {
        var first = await _proxy.TaskAsync(1);
        var hit = _proxy.TaskAsync(1);

        Assert.That(hit.IsCompletedSuccessfully, Is.True);
        Assert.That(await hit, Is.EqualTo(first));
        Assert.That(_target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Hits_of_a_task_method_share_one_ready_made_task()
    {
        await _proxy.TaskAsync(1);
        var hit = _proxy.TaskAsync(1);

        Assert.That(_proxy.TaskAsync(1), Is.SameAs(hit));
    }

    [Test]
    public async Task A_value_task_is_computed_once_E5()
    {
        int[] results = [await _proxy.ValueTaskAsync(1), await _proxy.ValueTaskAsync(1)];

        Assert.That(results, Is.All.EqualTo(2));
        Assert.That(_target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_pooled_value_task_is_consumed_once_E5()
    {
        var source = new OnceSource();
        _target.OnValueTask = _ => new ValueTask<int>(source, 0);

        int[] results = [await _proxy.ValueTaskAsync(1), await _proxy.ValueTaskAsync(1)];

        Assert.That(results, Is.All.EqualTo(42));
        Assert.That(source.Consumed, Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task An_invalidation_of_every_shape_runs_the_method_and_makes_the_next_read_a_miss(int shape)
    {
        await _proxy.TaskAsync(1);

        switch (shape)
        {
            case 0:
                _proxy.Forget();
                break;
            case 1:
                await _proxy.ForgetAsync();
                break;
            default:
                await _proxy.ForgetValueAsync();
                break;
        }

        await _proxy.TaskAsync(1);
        Assert.That(_target.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task An_invalidation_waits_for_the_task_to_complete_E3()
    {
        await _proxy.TaskAsync(1);
        var write = new TaskCompletionSource();
        _target.OnForget = () => write.Task;

        var call = _proxy.ForgetAsync();
        await _proxy.TaskAsync(1);
        Assert.That(_target.Calls, Is.EqualTo(2), "still a hit while the write is under way");
        Assert.That(call.IsCompleted, Is.False);

        write.SetResult();
        await call;
        await _proxy.TaskAsync(1);
        Assert.That(_target.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task A_fault_invalidates_nothing_E3()
    {
        await _proxy.TaskAsync(1);
        _target.OnForget = () => Task.FromException(new InvalidOperationException("write failed"));

        await Assert.ThatAsync(_proxy.ForgetAsync, Throws.InvalidOperationException);
        _target.OnForget = null;
        await _proxy.TaskAsync(1);

        Assert.That(_target.Calls, Is.EqualTo(2));
    }

    [Test]
    public void What_a_synchronous_method_throws_reaches_the_caller_as_the_same_object()
    {
        _target.Failure = new FormatException("mine");

        Assert.That(Assert.Catch(() => _proxy.Value(1)), Is.SameAs(_target.Failure));
        Assert.That(Assert.Catch(_proxy.Forget), Is.SameAs(_target.Failure));
        Assert.That(Assert.Catch(() => _ = _proxy.Name), Is.SameAs(_target.Failure));
        Assert.That(_target.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task What_a_task_method_throws_at_once_is_in_its_task_E2()
    {
        _target.Failure = new FormatException("mine");
        Task[] tasks =
        [
            _proxy.TaskAsync(1),
            _proxy.ValueTaskAsync(1).AsTask(),
            _proxy.ForgetAsync(),
            _proxy.ForgetValueAsync().AsTask(),
            _proxy.EchoAsync(1),
        ];

        foreach (var task in tasks)
        {
            var thrown = await Assert.CatchAsync(() => task);
            Assert.That(thrown, Is.SameAs(_target.Failure));
        }
    }

    [Test]
    public async Task A_faulted_task_keeps_its_exception_and_is_not_stored_E2()
    {
        var failure = new FormatException("mine");
        _target.OnTask = _ => Task.FromException<int>(failure);
        Assert.That(await Assert.CatchAsync(() => _proxy.TaskAsync(1)), Is.SameAs(failure));

        _target.OnTask = null;
        Assert.That(await _proxy.TaskAsync(1), Is.EqualTo(2));
    }

    [Test]
    public async Task An_incomplete_task_makes_the_call_return_an_incomplete_task_E2()
    {
        var gate = new TaskCompletionSource<int>();
        _target.OnTask = _ => gate.Task;

        var call = _proxy.TaskAsync(1);
        Assert.That(call.IsCompleted, Is.False);
        gate.SetResult(7);

        Assert.That(await call, Is.EqualTo(7));
    }

    [Test]
    public async Task A_null_task_is_an_error_that_names_the_method()
    {
        (Task<int>? read, Task? write) none = (null, null);
        _target.OnTask = _ => none.read!;
        _target.OnForget = () => none.write!;

        var read = await Assert.CatchAsync(() => _proxy.TaskAsync(1));
        var write = await Assert.CatchAsync(() => _proxy.ForgetAsync());

        Assert.That(read, Is.InstanceOf<InvalidOperationException>());
        Assert.That(write, Is.InstanceOf<InvalidOperationException>());
        Assert.That(read.Message, Does.StartWith("IShapes.TaskAsync of Shapes returned null instead of a Task<int>;"));
        Assert.That(write.Message, Does.StartWith("IShapes.ForgetAsync of Shapes returned null instead of a Task;"));
    }

    [Test]
    public async Task A_generic_method_is_cached_per_type_argument()
    {
        Assert.That(_proxy.Echo(1), Is.EqualTo(1));
        Assert.That(_proxy.Echo(1L), Is.EqualTo(1L));
        Assert.That(_proxy.Echo("1"), Is.EqualTo("1"));
        Assert.That(_proxy.Echo(1), Is.EqualTo(1));
        Assert.That(await _proxy.EchoAsync(1), Is.EqualTo(1));
        Assert.That(await _proxy.EchoAsync(1), Is.EqualTo(1));

        Assert.That(_target.Calls, Is.EqualTo(4));
    }

    [Test]
    public void A_generic_method_whose_closing_cannot_work_says_so_on_the_call()
    {
        Assert.That(
            () => _proxy.Echo<Stream>(Stream.Null),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("Stream")
        );
    }

    [Test]
    public void A_method_without_a_policy_always_runs()
    {
        _proxy.Plain(1);
        _proxy.Plain(1);

        Assert.That(_target.Calls, Is.EqualTo(2));
    }

    [Test]
    public void A_method_is_read_again_when_its_time_to_live_is_over()
    {
        _proxy.Value(1);
        Factory.Time.Advance(TimeSpan.FromSeconds(299));
        _proxy.Value(1);
        Assert.That(_target.Calls, Is.EqualTo(1));

        Factory.Time.Advance(TimeSpan.FromSeconds(1));
        _proxy.Value(1);
        Assert.That(_target.Calls, Is.EqualTo(2));
    }
}
