namespace Vitrine.Agents.Composer.Reading;

/// <summary>Recognises one kind of phrase. They run in the order of <see cref="PromptReader"/>'s list; what an earlier one took is gone.</summary>
internal interface IRecogniser
{
    void Run(PromptText text, MarkList marks, DateOnly today);
}
